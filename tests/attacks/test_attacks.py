"""No text of a source makes kb, its model or the reader of its pages do anything but read."""

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from functools import cached_property

import pytest

from attacks.corpus import TABLE, attacks
from attacks.effects import addresses, controls, html, images
from attacks.obeying import obeying
from kb.commands import lint
from kb.compiling import compile_workspace
from kb.diagnostics import Severity
from kb.engine import Engine
from kb.extractive.model import Extractive
from kb.ingesting import ingest
from kb.lint.quotes import quotes
from kb.quoting import locate
from kb.suspicious import instructions
from kb.terminal import Terminal
from kb.wiki.citing import source_path
from kb.wiki.scan import scan
from kb.workspace import Workspace
from workspaces import silent

ATTACKS = attacks()
FAMILIES = list(dict.fromkeys(attack.family for attack in ATTACKS))
LABEL = re.compile(r"[a-z0-9-]+-\d+")


def told(command):
    """What it prints."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(out):
        command()
    return out.getvalue()


class Compiled:
    """A workspace with one attack in it, after a compile."""

    def __init__(self, root, attack, writes):
        self.attack, self.writes, self.workspace = attack, writes, Workspace.create(root)
        attack.put_into(self.workspace.raw)
        (root / "concepts.yaml").write_text(TABLE)
        self.outside = set(root.parent.iterdir())
        self.raw = {path: path.read_bytes() for path in self.workspace.raw.iterdir()}
        engine = (
            Engine("claude", obeying(attack.text), writes=True) if writes else Engine("x", Extractive(), writes=False)
        )
        self.outcome = compile_workspace(self.workspace, silent, chosen=engine)
        self.pages = {path: data.decode() for path, data in self.workspace.pages().items()}
        self.scanned = {path: scan(f"wiki/{path}", text) for path, text in self.pages.items()}

    def across(self, effect):
        return {path: found for path, text in self.pages.items() if (found := effect(self.scanned[path], text))}

    @cached_property
    def sources(self):
        return ingest(self.workspace, self.workspace.pages(), silent).sources

    @cached_property
    def linted(self):
        """All that any rule finds."""
        return json.loads(told(lambda: self.lint(as_json=True)))["diagnostics"]

    def lint(self, *, as_json=False):
        return lint.run(self.workspace.root, as_json=as_json)


@pytest.fixture(scope="module", params=[False, True], ids=["quoting", "obeying"])
def writes(request):
    return request.param


@pytest.fixture(scope="module", params=FAMILIES)
def family(request, writes, tmp_path_factory):
    """The attacks of one table, each in a workspace of its own."""
    found = [attack for attack in ATTACKS if attack.family == request.param]
    return [Compiled(tmp_path_factory.mktemp("w") / "workspace", attack, writes) for attack in found]


def each(check):
    """A test of every attack of a family; one that gets through is named."""

    def test(family):
        for compiled in family:
            try:
                check(compiled)
            except AssertionError as error:
                error.add_note(f"by the attack {compiled.attack.id!r}")
                raise

    return test


@each
def test_no_page_holds_html(compiled):
    assert compiled.across(html) == {}


@each
def test_no_page_fetches_or_embeds_anything(compiled):
    assert compiled.across(images) == {}


@each
def test_only_a_source_leads_to_addresses_and_only_to_its_own(compiled):
    found = compiled.across(addresses)
    raw = b"".join(compiled.raw.values()).decode("utf-8", "replace")
    assert [path for path in found if not path.startswith("sources/")] == []
    assert [a for some in found.values() for a in some if not re.match(r"(?i)https?:|ftp:|www\.|obsidian:", a)] == []
    assert [a for some in found.values() for a in some if a.rstrip(".,") not in raw] == []


@each
def test_nothing_is_written_but_below_kbs_own_folders(compiled):
    root = compiled.workspace.root
    assert set(root.parent.iterdir()) == compiled.outside
    assert {path.name for path in root.iterdir()} == {".gitignore", ".kb", "concepts.yaml", "kb.yaml", "raw", "wiki"}
    assert {path: path.read_bytes() for path in compiled.workspace.raw.iterdir()} == compiled.raw
    assert {path.split("/")[0] for path in compiled.pages} <= {"index.md", "log.md", "sources", "concepts", "contents"}


@each
def test_blocks_are_those_that_kb_numbered(compiled):
    for source in compiled.sources:
        page = compiled.scanned[source_path(source.id)]
        assert [block.id for block in page.blocks] == [block.id for block in source.blocks if block.kind != "heading"]
    assert [p for p, page in compiled.scanned.items() if page.blocks and not p.startswith("sources/")] == []


@each
def test_notes_are_those_that_kb_made(compiled):
    for page in compiled.scanned.values():
        own = [note for note in page.footnotes if not note.label.startswith("_")]
        assert all(LABEL.fullmatch(note.label) and note.citations for note in own)
        assert len({note.label for note in own}) == len(own)
        used = {r.label for r in page.references if not r.label.startswith("_")}
        assert used == {note.label for note in own}


@each
def test_headings_of_a_source_stand_below_those_of_its_page(compiled):
    for source in compiled.sources:
        page = compiled.scanned[source_path(source.id)]
        above = [heading.text for heading in page.headings if heading.level <= 2][1:]
        assert [heading for heading in above if heading not in ("Summary", "Key passages", "Quoted in")] == ["Text"]
        assert above[-2:] in (["Text", "Quoted in"], [*above[:-1][-1:], "Text"])


@each
def test_every_sentence_stands_on_words_of_a_source(compiled):
    texts = [block.text for source in compiled.sources for block in source.blocks]
    for page in compiled.scanned.values():
        for sentence in page.sentences if page.type else ():
            found = list(quotes(page, sentence.labels or sentence.later))
            assert found, sentence.text
            assert all(any(locate(text, quote) for text in texts) for quote in found)


@each
def test_no_order_stands_in_the_wikis_own_voice(compiled):
    for path, page in compiled.scanned.items():
        voiced = [page.values.get("description") or "", *(s.text for s in page.sentences)]
        lines = (
            [h.text for h in page.headings if not page.in_source_text(h.line)] if path.startswith("concepts/") else []
        )
        names = [page.title, *page.strings("aliases")] if path.startswith("concepts/") else []
        assert [text for text in [*voiced, *lines, *names] if instructions(text)] == []


@each
def test_lint_finds_no_error_but_numbers_that_a_model_made_up(compiled):
    errors = [one for one in compiled.linted if one["severity"] == "error"]
    assert [one for one in errors if not (compiled.writes and one["code"] == "CIT004")] == []


@each
def test_lint_points_at_what_speaks_to_a_model(compiled):
    found = [one for one in compiled.linted if one["code"] == "SEC001"]
    texts = [block.text for source in compiled.sources for block in source.blocks]
    assert bool(found) == any(map(instructions, texts))
    for one in found:
        lines = compiled.pages[one["path"].removeprefix("wiki/")].split("\n")
        assert 0 < one["column"] <= len(lines[one["line"] - 1])


@each
def test_neither_pages_nor_the_terminal_get_control_characters(compiled):
    shown = told(lambda: Terminal().findings(compiled.outcome.diagnostics)) + told(compiled.lint)
    assert compiled.across(lambda _, text: controls(text)) == {}
    assert controls(shown) == []


@each
def test_nothing_is_an_error_but_what_can_not_be_read(compiled):
    errors = {d.rule for d in compiled.outcome.diagnostics if d.severity is Severity.ERROR}
    assert errors <= {"unreadable-source"}
