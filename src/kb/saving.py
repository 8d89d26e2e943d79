"""An answer → its page in wiki/answers/, with a link to it on the pages that it was made of and in the contents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from kb.asking.answers import Answer
from kb.choices import NONE
from kb.diagnostics import Diagnostic, failing
from kb.errors import Locked
from kb.forms.markdown import page as rendered
from kb.forms.markdown import title
from kb.markup import fold
from kb.reports import UNWRITTEN_FILE
from kb.search.current import refresh
from kb.wiki.answer_page import FOLDER, TYPE, Answers, answer_path, with_answers
from kb.wiki.citing import relative
from kb.wiki.contents import INDEX
from kb.wiki.draft import Draft, amended
from kb.wiki.frontmatter import Value
from kb.wiki.render import shelf_of
from kb.wiki.shortening import shortened
from kb.wiki.update import OFFER, Update, decoded, plan
from kb.workspace import Workspace, manifest
from kb.workspace.journal import now
from kb.workspace.pages import Pages
from kb.writing import attempt, maker, write_log, write_pages

_DESCRIPTION = 240
_SHELVES = ("contents/answers", "contents/more-answers")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the page says of the asking beside question and answer."""

    writer: str
    """Who answered: the model, or the engine where it only quotes."""
    after: str = ""
    """The question before it, where it was asked in a conversation."""
    trace: str = ""
    """Names the trace of how the answer was found, where one was kept."""


@dataclass(slots=True)
class Saved:
    """What became of an answer that was to be saved."""

    path: str
    """Of its page, from the workspace's top; empty when it could not be written."""
    offered: bool = False
    """Whether a person had edited that page, so that the answer lies beside it, as `<path>.new`."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def save(workspace: Workspace, answer: Answer, asked: Circumstances) -> Saved:
    """Write the page of an answer, or bring it up to date where the question was asked before.

    What a compile would change on other pages because of it is changed at once. A page that a person edited stays.
    """
    try:
        with workspace.locked():
            before = manifest.inputs(workspace, NONE.chosen(workspace).id)
            current = manifest.unchanged(workspace, before)
            found = _save(workspace, answer, asked)
            if current is not None and not failing(found.diagnostics):
                manifest.save(workspace, replace(current, outputs=manifest.outputs(workspace)))
            return found
    except Locked as busy:
        return Saved("", diagnostics=[UNWRITTEN_FILE.at("wiki/answers", str(busy), busy.hint)])


def _save(workspace: Workspace, answer: Answer, asked: Circumstances) -> Saved:
    work = _Work(Pages(workspace.wiki), maker(asked.writer), now())
    update, old = work.update, Answers.of(work.pages)
    path = old.page_of(answer.question, asked.after) or answer_path(answer.question, work.pages)
    work.plan([answer_page(answer, path, asked)], [one for one in (path, path + OFFER) if one in work.pages])
    offered = path + OFFER in update.writes
    kept = {one: work.pages[one] for one in work.pages if one.startswith(FOLDER)}
    new = Answers.of(kept | {one: text.encode() for one, text in update.writes.items()})
    _relink(work, _leading(old, path) | _leading(new, path), new)
    _reshelve(work, new, workspace.settings.wiki.contents_entries)
    found, wanted = [*update.diagnostics], update.writes.keys() & {path, path + OFFER}
    if not update.empty:
        found += attempt(".kb/journal", partial(workspace.journal.append, {"event": "ask", "answers": [path]}))
        found += write_pages(workspace, update, work.there)
        found += write_log(workspace, work.pages, work.by, work.at)
        refresh(workspace, [*update.writes, *update.removals])
    return Saved(f"wiki/{path}" if wanted <= update.writes.keys() else "", offered, found)


def answer_page(answer: Answer, path: str, asked: Circumstances) -> Draft:
    """The page of an answer at a path from wiki/."""

    def link(page: str, block: str) -> str:
        return relative(path, page) + (f"#^{block}" if block else "")

    sources = {citation.source: one.page for citation, one in answer.references.items()}
    front: dict[str, Value] = {
        "type": TYPE,
        "title": title(answer.question),
        "description": shortened(answer.sentences[0].text, _DESCRIPTION),
        "asked": fold(answer.question),
    }
    front |= {key: fold(value) for key, value in (("after", asked.after), ("trace", asked.trace)) if value}
    front["sources"] = [
        {"id": str(one), "resource": relative(path, page.path), "title": page.title} for one, page in sources.items()
    ]
    return Draft(path, front | {"status": "stable"}, rendered(answer, link))


def _leading(answers: Answers, path: str) -> set[str]:
    """The pages that lead to an answer."""
    return {target for one in answers.saved if one.entry.path == path for target in one.targets}


def _relink(work: "_Work", leading: set[str], answers: Answers) -> None:
    """The lists of answers on the pages that lead to one."""
    for page in sorted(leading):
        for path in (page, page + OFFER):
            work.amend(path, partial(with_answers, section=answers.section(page)))


def _reshelve(work: "_Work", answers: Answers, limit: int) -> None:
    """The contents' part on answers."""
    shelf, drafts = shelf_of(answers, limit)
    work.amend(INDEX, partial(with_answers, section=shelf))
    work.plan(drafts, [path for path in work.pages if path.startswith(_SHELVES)])


@dataclass(slots=True)
class _Work:
    """An update as it grows, with the pages that it was planned over."""

    pages: Mapping[str, bytes]
    by: str
    at: str
    there: dict[str, bytes] = field(default_factory=dict)
    update: Update = field(default_factory=Update)

    def plan(self, drafts: Sequence[Draft], over: Iterable[str]) -> None:
        there = {path: self.pages[path] for path in over}
        self.there |= there
        found, update = plan(drafts, there, self.by, self.at), self.update
        update.writes |= found.writes
        update.removals += found.removals
        update.diagnostics += found.diagnostics

    def amend(self, path: str, change: Callable[[str], str]) -> None:
        """Give a page another body, unless it is a person's."""
        text = decoded(self.pages[path]) if path in self.pages else None
        changed = amended(path, text, change, self.at) if text is not None else None
        if changed is not None and changed != text:
            self.there[path] = self.pages[path]
            self.update.writes[path] = changed
