"""Findings with fixes → pages without them, round by round, until no fix is left that can be applied."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeAlias

from kb.diagnostics import Diagnostic, Fix, Grade
from kb.lint.fixing import applied
from kb.lint.meaning import lost
from kb.wiki.draft import stamp
from kb.wiki.scan import scan

ROUNDS = 10
SAFE: Set[Grade] = frozenset({"safe"})
UNSAFE: Set[Grade] = frozenset({"safe", "unsafe"})
OURS = "kb wrote it, and `kb build` writes it anew"

Check: TypeAlias = Callable[[Mapping[str, str]], Sequence[Diagnostic]]
"""What is found when some pages, by path, have other texts."""


@dataclass(slots=True)
class Mended:
    """What fixes made of a wiki."""

    before: dict[str, str] = field(default_factory=dict)
    """The texts of the pages that were looked at, as in their files."""
    texts: dict[str, str] = field(default_factory=dict)
    """The new text of each page that changed."""
    fixed: dict[str, list[Diagnostic]] = field(default_factory=lambda: defaultdict(list))
    """What was mended, by page."""
    left: dict[str, str] = field(default_factory=dict)
    """Pages with fixes that are left alone, and why."""

    @property
    def findings(self) -> int:
        return sum(map(len, self.fixed.values()))

    def leave(self, path: str, why: str) -> None:
        self.left[path] = why
        self.texts.pop(path, None)
        self.fixed.pop(path, None)


def fixable(found: Sequence[Diagnostic], grades: Set[Grade]) -> list[tuple[Diagnostic, Fix]]:
    return [(one, one.fix) for one in found if one.fix is not None and one.fix.grade in grades]


def mend(
    found: Sequence[Diagnostic], texts: Callable[[str], str | None], again: Check, grades: Set[Grade] = SAFE
) -> Mended:
    """Apply the fixes of some grades to the pages that `found` names; `texts` gives a page's text as in its file, or
    None where it can't be fixed. Of fixes that overlap, the next round takes what is still to be done."""
    mended = Mended()
    pages = {one.path for one in found}
    for _ in range(ROUNDS):
        if not _round(mended, fixable([one for one in found if one.path in pages], grades), texts):
            break
        found = again(mended.texts)
    for path in [path for path, text in mended.texts.items() if text == mended.before[path]]:
        # Two fixes that undo each other.
        del mended.texts[path], mended.fixed[path]
    return mended


def _round(mended: Mended, fixes: Sequence[tuple[Diagnostic, Fix]], texts: Callable[[str], str | None]) -> bool:
    """Whether a page changed."""
    by_page: dict[str, list[tuple[Diagnostic, Fix]]] = defaultdict(list)
    for one, fix in fixes:
        by_page[one.path].append((one, fix))
    changed = [path for path, some in by_page.items() if path not in mended.left and _page(mended, path, some, texts)]
    return bool(changed)


def _page(mended: Mended, path: str, fixes: list[tuple[Diagnostic, Fix]], texts: Callable[[str], str | None]) -> bool:
    if path not in mended.before:
        text = texts(path)
        mark = stamp(text) if text is not None else None
        if text is None or (mark is not None and mark.intact):
            mended.leave(path, "it can't be read, or was changed meanwhile" if text is None else OURS)
            return False
        mended.before[path] = text
    text, taken = applied(mended.texts.get(path, mended.before[path]), [fix for _, fix in fixes])
    change = lost(scan(path, mended.before[path]), scan(path, text)) if taken else ""
    if change:
        mended.leave(path, change)
    elif taken:
        mended.texts[path] = text
        mended.fixed[path] += [fixes[number][0] for number in taken]
    return bool(taken)
