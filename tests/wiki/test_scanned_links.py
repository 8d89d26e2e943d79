"""Two ways to find the links of a page: the fast one finds the same as the thorough one, or leaves it to that."""

from hypothesis import given
from hypothesis import strategies as st

from kb.wiki.body import Body
from kb.wiki.links import any_brackets, plain_links

PIECES = [
    "[[",
    "]]",
    "[",
    "](",
    ")",
    "]",
    "!",
    "(",
    "<",
    "`",
    "\\",
    "\n",
    "[a](b.md)",
    "[[a]]",
    "[[ a ]]",
    "a",
    " ",
    "#",
    "%20",
]
PLAIN = ["[a b](c.md)", "![b](c.png)", "[ a ](b.md#c#d)", "[[ a.b ]]", "![[a]]", " words ", "\n\n", "`[x](y)`"]


@given(st.lists(st.sampled_from([*PIECES, "|", "&amp;", "[^1]", "]: "]), max_size=12).map("".join))
def test_whatever_stands_there_the_fast_way_finds_no_other_links(text: str) -> None:
    body = Body(text, 1)
    assert plain_links(body) in (None, any_brackets(body, ()).links)


@given(st.lists(st.sampled_from(PLAIN), max_size=12).map("".join))
def test_a_page_of_plain_links_goes_the_fast_way(text: str) -> None:
    body = Body(text, 1)
    assert plain_links(body) == any_brackets(body, ()).links
