"""Windows: what is asked again when a source changes."""

from hypothesis import given
from hypothesis import strategies as st

from kb.digest import digest
from kb.knowledge import Block, BlockId, Place
from kb.stages.windows import MAX_WORDS, cut


def block(name: str, words: int = 100) -> Block:
    return Block(BlockId(f"k{digest(name)[:8]}"), "paragraph", " ".join([name] * words), "", Place((1, 1)))


SOURCE = [block(f"p{n}") for n in range(40)]
CUT = cut(SOURCE)
sources = st.lists(st.integers(0, 60), unique=True, max_size=40).map(lambda ns: [block(f"p{n}") for n in ns])


def changed(before, after):
    return len(set(after) - set(before))


def test_an_unchanged_source_keeps_its_windows():
    assert cut(SOURCE, CUT) == CUT


def test_an_insertion_stays_local_with_nothing_remembered():
    after = cut([*SOURCE[:20], block("new"), *SOURCE[20:]])
    assert changed(CUT, after) <= 3
    assert after[-1] == CUT[-1]


def test_an_insertion_touches_one_window():
    assert changed(CUT, cut([*SOURCE[:20], block("new"), *SOURCE[20:]], CUT)) == 1


def test_a_moved_paragraph_touches_none():
    assert cut([*SOURCE[1:], SOURCE[0]], CUT) == CUT


def test_a_removed_paragraph_touches_its_own():
    assert changed(CUT, cut(SOURCE[:-1], CUT)) == 1


def test_a_chapter_added_at_the_end_gets_windows_of_its_own():
    after = cut([*SOURCE, *(block(f"new{n}") for n in range(20))], CUT)
    assert after[: len(CUT)] == CUT


@given(sources, sources)
def test_every_block_stands_in_exactly_one_window(before, after):
    windows = cut(after, cut(before))
    assert sorted(one for window in windows for one in window) == sorted(b.id for b in after)


@given(sources)
def test_no_window_is_too_long_to_read(blocks):
    sizes = {b.id: b.text.count(" ") + 1 for b in blocks}
    assert all(sum(sizes[one] for one in window) <= MAX_WORDS for window in cut(blocks))
