"""What kb compiles has no fault that kb lint knows of, and a second compile of the same sources adds nothing."""

import pytest

from kb.commands import lint
from kb.compiler import Memory, compile_wiki
from kb.compiling import compile_workspace
from kb.extractive.model import Extractive
from kb.ingesting import ingest
from kb.workspace import Workspace
from workspaces import ARTICLE, TALK, silent

LINKED = """\
---
title: Notes with [brackets] and "quotes"
tags: [tide]
---
The Harlow Barrage, see [[Nowhere]] and [a page](missing.md), was opened in 1998.[^1]

| Year | Silt |
| ---- | ---- |
| 2019 | 40 t |

```yaml
resource: raw/other.txt
generated: {by: me}
```

[^1]: A footnote of the Harlow Estuary Trust's own.
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    workspace = Workspace.create(tmp_path_factory.mktemp("conformance") / "w")
    texts = {"article.txt": ARTICLE, "talk.txt": TALK, "notes/linked.md": LINKED, "notes/copy.txt": ARTICLE}
    for name, text in texts.items():
        (workspace.raw / name).parent.mkdir(exist_ok=True)
        (workspace.raw / name).write_text(text)
    compile_workspace(workspace, silent)
    return workspace


def test_a_compiled_wiki_has_no_error(workspace, capsys):
    code = lint.run(workspace.root)
    assert code == 0, capsys.readouterr().out


def test_every_page_but_the_reserved_ones_has_a_type_and_a_title(workspace):
    pages = {path: data.decode() for path, data in workspace.pages().items()}
    assert {path for path, text in pages.items() if not text.startswith("---\ntype: ")} == {"index.md", "log.md"}
    assert pages["index.md"].startswith('---\nokf_version: "0.2"\n---\n')


def test_what_a_copy_says_is_not_counted_twice(workspace):
    assert "copy" not in (workspace.wiki / "concepts" / "harlow-barrage.md").read_text()


def test_names_are_settled_by_the_first_compile(workspace):
    sources = ingest(workspace, workspace.pages(), silent).sources
    first = compile_wiki(sources, Memory(), Extractive(), workspace.prompts())
    second = compile_wiki(sources, first.memory, Extractive(), workspace.prompts())
    assert first.articles
    assert (second.memory, second.articles) == (first.memory, first.articles)


def test_the_log_tells_of_every_compile_that_changed_a_page(workspace):
    assert "Compiled with the extractive engine" in (workspace.wiki / "log.md").read_text()
    assert len(workspace.journal.events()) == 1
