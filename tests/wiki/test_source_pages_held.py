"""Whether a page on disk holds the text of a source: what is not drafted anew."""

from dataclasses import replace

import pytest

from kb.digest import Digest
from kb.knowledge import Raw, Reading, Source, SourceId
from kb.readers.blocks import Draft, number
from kb.wiki.citing import Shelf
from kb.wiki.source_page import holds, source_page
from kb.wiki.update import plan

WORDS = ("The first post.", "The second post.")


def source(*words, lines=(1, 0)):
    raw = Raw("raw/a.txt", Digest("0" * 64), lines)
    blocks = number(Draft(text, (at, at)) for at, text in enumerate(words, 1))
    return Source(SourceId("a"), raw, Reading("thread", "", "A", blocks, lines=lines))


def page(of):
    draft = source_page(of, None, Shelf.of([of]))
    return plan([draft], {}, "kb", "2026-01-01T00:00:00Z").writes[draft.path].encode()


WHOLE = source(*WORDS)


@pytest.mark.parametrize(
    ("now", "held"),
    [
        pytest.param(WHOLE, True, id="the same"),
        pytest.param(source(WORDS[0]), False, id="only its beginning"),
        pytest.param(source(*WORDS, "A third."), False, id="more"),
        pytest.param(source(*WORDS, lines=(1, 2)), False, id="a part of the file with the same words"),
        pytest.param(replace(WHOLE, raw=replace(WHOLE.raw, sha256=Digest("1" * 64))), False, id="another file"),
        pytest.param(replace(WHOLE, raw=replace(WHOLE.raw, path="raw/b.txt")), True, id="the file moved"),
    ],
)
def test_a_page_is_kept_while_it_holds_the_very_text(now, held) -> None:
    assert holds(page(WHOLE), now) == held
