"""Pages as they should be and as they are → what to write, what to remove, what is a person's and stays."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from kb.diagnostics import Diagnostic, Severity
from kb.wiki.draft import Draft, Stamp, stamp

OFFER = ".new"


@dataclass(slots=True)
class Update:
    """What has to happen to the files of the wiki. Paths are from wiki/."""

    writes: dict[str, str] = field(default_factory=dict)
    removals: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.writes and not self.removals

    def forget(self, path: str) -> None:
        """What could not be done is not counted as done."""
        self.writes.pop(path, None)
        for paths in (self.added, self.changed, self.removals):
            if path in paths:
                paths.remove(path)


def plan(
    pages: Sequence[Draft], existing: Mapping[str, bytes], by: str, at: str, unknown: Set[str] = frozenset()
) -> Update:
    """Pages that changed are written, pages without a cause removed; a page that a person edited is never touched.
    `unknown` are pages of which nobody can say what they should be now: they stay.

    Where kb has something new to say on an edited page, its version is offered beside it as `<page>.new`.
    """
    update = Update()
    offers: set[str] = set()
    for page in pages:
        data = existing.get(page.path)
        mark = _stamp(data)
        if data is None or (mark is not None and mark.intact):
            if mark is None or mark.digest != page.digest:
                (update.changed if mark else update.added).append(page.path)
                update.writes[page.path] = page.stamped(by, at)
        elif _news(page, data, update):
            offer = page.path + OFFER
            offers.add(offer)
            lying = existing.get(offer)
            if lying is not None and not _intact(lying):
                # Somebody is merging in that file: it is theirs now, as an edited page is.
                update.diagnostics.append(_kept(offer, "was edited by hand", offered=False))
            elif not _says(page, lying):
                update.writes[offer] = page.stamped(by, at)
    wanted = {page.path for page in pages} | offers
    for path in sorted(set(existing) - wanted - unknown):
        _retire(path, existing[path], update)
    return update


def _news(page: Draft, data: bytes, update: Update) -> bool:
    """Whether kb would write something else on a page that is a person's now; the report says so either way."""
    mark = _stamp(data)
    news = mark is None or mark.digest != page.digest
    why = "is not UTF-8" if decoded(data) is None else "was edited by hand"
    update.diagnostics.append(_kept(page.path, why, offered=news))
    return news


def _retire(path: str, data: bytes, update: Update) -> None:
    mark = _stamp(data)
    if mark is None:
        return
    if mark.intact:
        update.removals.append(path)
    else:
        update.diagnostics.append(_kept(path, "was edited by hand, and no source supports it any more", offered=False))


def _says(page: Draft, data: bytes | None) -> bool:
    """Whether the file is this very page."""
    mark = _stamp(data)
    return mark is not None and mark.intact and mark.digest == page.digest


def _intact(data: bytes) -> bool:
    mark = _stamp(data)
    return mark is not None and mark.intact


def _stamp(data: bytes | None) -> Stamp | None:
    text = decoded(data) if data is not None else None
    return stamp(text) if text is not None else None


def _kept(path: str, why: str, *, offered: bool) -> Diagnostic:
    return Diagnostic(
        path=f"wiki/{path}",
        line=0,
        column=0,
        code="ART001",
        rule="edited-by-hand",
        message=f"{why}: kept as it is" + (f"; what kb would write lies in wiki/{path}{OFFER}" if offered else ""),
        severity=Severity.WARNING if offered else Severity.INFO,
        hint=f"Compare the two, then move wiki/{path}{OFFER} over the page, or delete it." if offered else "",
    )


def decoded(data: bytes) -> str | None:
    """A page's text; None if it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
