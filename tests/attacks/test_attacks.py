"""No text of a source makes kb, its model or the reader of its pages do anything but read."""

import json
import re
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
LABEL = re.compile(r"[a-z0-9-]+-\d+")


class Compiled:
    """A workspace with one attack in it, after a compile."""

    def __init__(self, root, attack, writes):
        self.attack, self.workspace = attack, Workspace.create(root)
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
        return {path: found for path, text in self.pages.items() if (found := effect(f"wiki/{path}", text))}

    @cached_property
    def sources(self):
        return ingest(self.workspace, self.workspace.pages(), silent).sources


@pytest.fixture(scope="module", params=[False, True], ids=["quoting", "obeying"])
def writes(request):
    return request.param


@pytest.fixture(scope="module", params=ATTACKS, ids=[f"{a.family}: {a.id}" for a in ATTACKS])
def compiled(request, writes, tmp_path_factory):
    return Compiled(tmp_path_factory.mktemp("w") / "workspace", request.param, writes)


def test_no_page_holds_html(compiled):
    assert compiled.across(html) == {}


def test_no_page_fetches_or_embeds_anything(compiled):
    assert compiled.across(images) == {}


def test_only_a_source_leads_to_addresses_and_only_to_its_own(compiled):
    found = compiled.across(addresses)
    raw = b"".join(compiled.raw.values()).decode("utf-8", "replace")
    assert [path for path in found if not path.startswith("sources/")] == []
    assert [a for some in found.values() for a in some if not re.match(r"(?i)https?:|ftp:|www\.|obsidian:", a)] == []
    assert [a for some in found.values() for a in some if a.rstrip(".,") not in raw] == []


def test_nothing_is_written_but_below_kbs_own_folders(compiled):
    root = compiled.workspace.root
    assert set(root.parent.iterdir()) == compiled.outside
    assert {path.name for path in root.iterdir()} == {".gitignore", ".kb", "concepts.yaml", "kb.yaml", "raw", "wiki"}
    assert {path: path.read_bytes() for path in compiled.workspace.raw.iterdir()} == compiled.raw
    assert {path.split("/")[0] for path in compiled.pages} <= {"index.md", "log.md", "sources", "concepts", "contents"}


def test_blocks_are_those_that_kb_numbered(compiled):
    for source in compiled.sources:
        page = compiled.scanned[source_path(source.id)]
        assert [block.id for block in page.blocks] == [block.id for block in source.blocks if block.kind != "heading"]
    assert [p for p, page in compiled.scanned.items() if page.blocks and not p.startswith("sources/")] == []


def test_notes_are_those_that_kb_made(compiled):
    for page in compiled.scanned.values():
        own = [note for note in page.footnotes if not note.label.startswith("_")]
        assert all(LABEL.fullmatch(note.label) and note.citations for note in own)
        assert len({note.label for note in own}) == len(own)
        used = {r.label for r in page.references if not r.label.startswith("_")}
        assert used == {note.label for note in own}


def test_headings_of_a_source_stand_below_those_of_its_page(compiled):
    for source in compiled.sources:
        page = compiled.scanned[source_path(source.id)]
        above = [heading.text for heading in page.headings if heading.level <= 2][1:]
        assert [heading for heading in above if heading not in ("Summary", "Key passages", "Quoted in")] == ["Text"]
        assert above[-2:] in (["Text", "Quoted in"], [*above[:-1][-1:], "Text"])


def test_every_sentence_stands_on_words_of_a_source(compiled):
    texts = [block.text for source in compiled.sources for block in source.blocks]
    for page in compiled.scanned.values():
        for sentence in page.sentences if page.type else ():
            found = list(quotes(page, sentence.labels or sentence.later))
            assert found, sentence.text
            assert all(any(locate(text, quote) for text in texts) for quote in found)


def test_no_order_stands_in_the_wikis_own_voice(compiled):
    for path, page in compiled.scanned.items():
        voiced = [page.values.get("description") or "", *(s.text for s in page.sentences)]
        lines = (
            [h.text for h in page.headings if not page.in_source_text(h.line)] if path.startswith("concepts/") else []
        )
        names = [page.title, *page.strings("aliases")] if path.startswith("concepts/") else []
        assert [text for text in [*voiced, *lines, *names] if instructions(text)] == []


def test_lint_finds_no_error_but_numbers_that_a_model_made_up(compiled, writes, capsys):
    code = lint.run(compiled.workspace.root, "", "CIT004" if writes else "", strict=False, as_json=False)
    assert code == 0, capsys.readouterr().out


def test_lint_points_at_what_speaks_to_a_model(compiled, capsys):
    lint.run(compiled.workspace.root, "SEC001", "", strict=False, as_json=True)
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    texts = [block.text for source in compiled.sources for block in source.blocks]
    assert bool(found) == any(map(instructions, texts))
    for one in found:
        lines = compiled.pages[one["path"].removeprefix("wiki/")].split("\n")
        assert 0 < one["column"] <= len(lines[one["line"] - 1])


def test_neither_pages_nor_the_terminal_get_control_characters(compiled, capsys):
    Terminal().findings(compiled.outcome.diagnostics)
    lint.run(compiled.workspace.root, "", "", strict=False, as_json=False)
    shown = capsys.readouterr()
    assert compiled.across(lambda _, text: controls(text)) == {}
    assert controls(shown.out + shown.err) == []


def test_nothing_is_an_error_but_what_can_not_be_read(compiled):
    errors = {d.rule for d in compiled.outcome.diagnostics if d.severity is Severity.ERROR}
    assert errors <= {"unreadable-source"}
