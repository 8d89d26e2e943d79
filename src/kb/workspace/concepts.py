"""concepts.yaml ↔ the concept table: a lockfile that people may edit and kb only appends to."""

import re
from typing import Literal

import yaml

from kb.errors import SettingsError
from kb.knowledge import Concept, ConceptId, ConceptTable
from kb.slug import RESERVED_PAGES
from kb.typed_yaml import Typed, load, typed

NAME = "concepts.yaml"
_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
HEAD = """\
# The concept table: what the wiki has articles about. Edit freely; kb only adds lines at the end.
#   title, aliases   how it is called; every name leads to it
#   page: never      no page, whatever its support (or: always)
#   same_as: other   its claims belong to another concept
#   also: [...]      more aliases for an id that stands above
#   skip: [...]      names that are not worth a page
"""


class Entry(Typed):
    id: str = ""
    title: str = ""
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    page: Literal["auto", "always", "never"] = "auto"
    same_as: str | None = None


def parse(text: str | None) -> ConceptTable:
    """The table of a YAML text. Raises SettingsError that names the entry."""
    data = load(text or "", NAME) or []
    if not isinstance(data, list):
        raise SettingsError(f"{NAME} must be a list of concepts, each with id and title")
    table = ConceptTable({})
    for number, item in enumerate(data, 1):
        table = _entered(table, number, item)
    return table


def _entered(table: ConceptTable, number: int, item: object) -> ConceptTable:
    where = f"{NAME}: entry {number}"
    entry = typed(item, Entry, where)
    if entry.skip:
        return table.without(entry.skip)
    if not entry.id:
        raise SettingsError(f"{where} has no id")
    if not _NAME.fullmatch(entry.id) or f"{entry.id}.md" in RESERVED_PAGES:
        hint = "Letters, digits and hyphens; index and log are the contents' and the log's own names."
        raise SettingsError(f"{where}: the id {entry.id!r} can't name a page", hint=hint)
    known = ConceptId(entry.id) in table.concepts
    if known and not entry.also:
        raise SettingsError(f"{where}: the id {entry.id!r} is given twice", hint="Remove one, or use `also:`.")
    if known:
        return table.with_aliases(ConceptId(entry.id), entry.also)
    if not entry.title:
        raise SettingsError(f"{where}: {entry.id!r} has no title")
    same_as = ConceptId(entry.same_as) if entry.same_as else None
    return table.with_new(Concept(ConceptId(entry.id), entry.title, entry.aliases, entry.page, same_as))


def appended(text: str | None, before: ConceptTable, after: ConceptTable) -> str:
    """The file with lines for what `after` knows more than `before`, behind what is there, which stays as it is."""
    start = text if text and text.strip() else HEAD
    lines: list[dict[str, object]] = []
    for concept in after.concepts.values():
        known = before.concepts.get(concept.id)
        if known is None:
            entry = {"id": str(concept.id), "title": concept.title}
            lines.append(entry | ({"aliases": list(concept.aliases)} if concept.aliases else {}))
        elif more := [alias for alias in concept.aliases if alias not in known.aliases]:
            lines.append({"id": str(concept.id), "also": more})
    if skipped := [name for name in after.skipped if name not in before.skipped]:
        lines.append({"skip": skipped})
    return (start if start.endswith("\n") else start + "\n") + "".join(map(_line, lines))


def _line(entry: dict[str, object]) -> str:
    text = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**9)
    return f"- {text.strip()}\n"
