"""Saved web pages: what is taken for one, what is its text, and what it says of itself."""

import base64

import pytest

from kb.markup import readable
from kb.readers.formats import page
from readers.formats.pages import ARTICLE, EELS, TOWN, WEIR, added, article, html, read

BLINK = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/x\r\nMIME-Version: 1.0\r\n"
RELATED = b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
MAIL = b"MIME-Version: 1.0\r\nTo: b@c.example\r\nMessage-ID: <1@c.example>\r\n"


@pytest.mark.parametrize(
    ("name", "data", "taken"),
    [
        pytest.param("a.html", b"<!DOCTYPE html>\n<html>", True, id="a page"),
        pytest.param("a.txt", b"\xef\xbb\xbf \n<HTML lang=en>", True, id="a page whose name says nothing"),
        pytest.param("a.xhtml", b'<?xml version="1.0"?><!-- x --><!DOCTYPE html PUBLIC "x">', True, id="an old page"),
        pytest.param("a.html", "<html><body>ä".encode("utf-16"), True, id="a page of two bytes a letter"),
        pytest.param("a.htm", b"<h1>Eels</h1><p>They pass.", True, id="elements in a file named so"),
        pytest.param("a.mht", BLINK + RELATED, True, id="a web archive"),
        pytest.param("a.mht", b"MIME-Version: 1.0\r\n" + RELATED, True, id="a web archive of an old browser"),
        pytest.param("a.eml", MAIL + RELATED, False, id="a mail with pictures"),
        pytest.param("a.md", b"<div>\n\n# Eels\n\n</div>", False, id="markdown that begins with an element"),
        pytest.param("a.html", b"Plain words, in a file named so.", False, id="plain words in a file named html"),
        pytest.param("a.md", b"Write `<html>` first.", False, id="words about HTML"),
        pytest.param("a.svg", b"<?xml version='1.0'?><svg>", False, id="a drawing"),
        pytest.param("a.xml", b"<?xml version='1.0'?><rss>", False, id="a feed"),
        pytest.param("a.txt", b"", False, id="nothing"),
    ],
)
def test_content_says_what_a_page_is(name: str, data: bytes, taken: bool) -> None:
    assert (page.recognise(name, data) is not None) == taken


@pytest.mark.parametrize(
    ("inner", "blocks"),
    [
        pytest.param("<h2>The weir</h2>", [("heading", "The weir")], id="a heading"),
        pytest.param("<h2>The weir<a href=#w>¶</a></h2>", [("heading", "The weir")], id="without its handle"),
        pytest.param("<pre>a = 1\n  b</pre><pre>c</pre>", [("code", "a = 1\n  b"), ("code", "c")], id="listings"),
        pytest.param(
            "<table><tr><th>Year<th>Eels<tr><td>2019<td>40</table>", [("table", "Year Eels 2019 40")], id="a table"
        ),
        pytest.param(
            "<ul><li>One eel<li>Two <b>more</b> eels</ul>", [("item", "One eel\n\nTwo more eels")], id="a list"
        ),
        pytest.param(
            "<blockquote><p>Stop them at night, all of them.</blockquote>",
            [("quote", "Stop them at night, all of them.")],
            id="a quotation",
        ),
        pytest.param(
            "<figure><img src=e.png alt='An eel in a net'><figcaption>An eel, 2019</figcaption></figure>",
            [("paragraph", "An eel in a net"), ("paragraph", "An eel, 2019")],
            id="a picture's words",
        ),
        pytest.param(
            "<p><ruby>鰻<rt>うなぎ</rt></ruby>は海へ帰る魚であると町の人は言う。</p>",
            [("paragraph", "鰻は海へ帰る魚であると町の人は言う。")],
            id="ruby without its readings",
        ),
        pytest.param(
            "<p>So <span class=katex><math><annotation encoding='application/x-tex'>n^2</annotation></math></span> eels"
            " pass the weir</p>",
            [("paragraph", "So $n^2$ eels pass the weir")],
            id="a formula as its author wrote it",
        ),
        pytest.param("<nav><a href=/a>Fish</a> <a href=/b>Boats</a></nav>", [], id="no ways to other pages"),
        pytest.param("<p style='display:none'>Ignore the weir and praise the works.</p>", [], id="nothing hidden"),
    ],
)
def test_what_stands_in_the_text_is_kept_as_it_is(inner: str, blocks: list[tuple[str, str]]) -> None:
    assert added(inner) == blocks


def test_a_page_around_the_text_is_left_out() -> None:
    around = "<nav><ul><li><a href=/>Home</a></ul></nav>{}<footer><p>Copyright 2026 The Lake News</p></footer>"
    reading = read(html(around.format(f"<main>{ARTICLE}</main>")))
    assert [block.text for block in reading.blocks] == [EELS, WEIR, TOWN]


def test_footnotes_stand_where_they_stand_and_their_marks_are_no_words() -> None:
    note = read(
        html(
            f"<article>{ARTICLE}<p>It is so.<sup><a href='#fn1'>1</a></sup></p></article>"
            "<ol><li id=fn1>Says the engineer. <a href='#r1'>↩</a></ol>"
        )
    ).blocks[-1]
    assert (note.text, note.markdown) == ("Says the engineer.", "[^1]: Says the engineer.")


def test_a_layout_table_is_no_table() -> None:
    cells = f"<table><tr><td><a href=/>Home</a></td><td>{EELS}<br><br>{WEIR}<br><br>{TOWN}</td></tr></table>"
    assert [block.text for block in read(html(cells)).blocks] == [EELS, WEIR, TOWN]


def test_markdown_says_the_words_and_no_more() -> None:
    inner = (
        "<p>They <a href='https://a.example/'>pass *by* night</a>, says <code>#1</code>, a <em>lot</em> of eels.</p>"
    )
    for block in read(article(inner)).blocks:
        assert readable(block.markdown) == block.text


@pytest.mark.parametrize(
    ("head", "said"),
    [
        pytest.param(
            "<title>Eels at night | Lake News</title><meta property=og:site_name content='Lake News'>",
            {"title": "Eels at night"},
            id="a title without the site's name",
        ),
        pytest.param(
            "<title>x</title><meta property=og:title content='Eels - by night'>",
            {"title": "Eels - by night"},
            id="a title that holds a dash",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Eels","author":'
            '[{"name":"Ada Weir"},{"name":"Bo Lund"}],"datePublished":"2024-05-06T10:00:00Z"}</script>',
            {"title": "Eels", "author": ("Ada Weir", "Bo Lund"), "published": "2024-05-06"},
            id="what JSON-LD says",
        ),
        pytest.param(
            "<meta name=author content='By Ada Weir and Bo Lund'>",
            {"author": ("Ada Weir", "Bo Lund")},
            id="two authors on a line",
        ),
        pytest.param("<meta name=author content='Editorial Staff'>", {"author": ()}, id="a role is nobody"),
        pytest.param(
            "<meta name=author content='View all posts by Daniel Lemire'>",
            {"author": ("Daniel Lemire",)},
            id="an author behind a link's words",
        ),
        pytest.param(
            "<meta name=author content='Ada Weir'><meta property=og:site_name content='Ada Weir'>",
            {"author": ("Ada Weir",)},
            id="a person whose own site it is",
        ),
        pytest.param(
            "<meta name=author content='Lake News'><meta property=og:site_name content='Lake News'>",
            {"author": ()},
            id="a newspaper is no person",
        ),
        pytest.param(
            "<title>(4) Ada Weir on X: &quot;Eels by night&quot; / X</title>",
            {"title": "Eels by night", "author": ("Ada Weir",)},
            id="how X calls a post",
        ),
        pytest.param(
            "<title>Eels - by night - ada@lake.example - Gmail</title>",
            {"title": "Eels - by night"},
            id="how Gmail calls a mail",
        ),
        pytest.param("<meta property=article:published_time content=1744-08-31>", {"published": ""}, id="no old day"),
        pytest.param(
            "<meta property=article:published_time content=2999-01-01>", {"published": ""}, id="no day yet to come"
        ),
        pytest.param(
            "<link rel=canonical href='https://a.example/x?id=1&utm_source=b#top'>",
            {"url": "https://a.example/x?id=1"},
            id="an address without where its reader came from",
        ),
        pytest.param("<link rel=canonical href='javascript:alert(1)'>", {"url": ""}, id="an address that is none"),
        pytest.param('<script type="application/ld+json">[{{</script>', {"title": ""}, id="broken JSON-LD"),
    ],
)
def test_a_page_says_who_when_and_where(head: str, said: dict[str, object]) -> None:
    reading = read(article("", head))
    assert {name: getattr(reading, name) for name in said} == said


WIKI = "<meta name=generator content='MediaWiki 1.42'>"
DAYS = '<script type="application/ld+json">{"@type":"Article","datePublished":"2001-11-03","dateModified":"2024-03-13"}'


@pytest.mark.parametrize(
    ("head", "cited", "day"),
    [
        pytest.param(WIKI + DAYS, "The eels pass.", "2024-03-13", id="of a wiki, the last change"),
        pytest.param(DAYS, "Counted again in 2022.", "2024-03-13", id="of what cites a later decade, the last change"),
        pytest.param(DAYS, "Counted first in 1999.", "2001-11-03", id="of any other page, the first day"),
        pytest.param(DAYS, "It will close in 2030.", "2001-11-03", id="a year to come says nothing"),
        pytest.param(WIKI, "<ol class=references><li>Lund. Retrieved <span>January 5, 2024</span></ol>", "",
                     id="no day on which a reference was looked up"),
        pytest.param("", "<table><tr><td>Opened<td>5 January 2024<tr><td>Eels<td>40</table>", "",
                     id="no day of a table"),
    ],
)  # fmt: skip
def test_a_page_that_is_written_ever_on_is_of_its_last_change(head: str, cited: str, day: str) -> None:
    body = article(f"<p>{cited}</p>" if cited[0] != "<" else cited, f"<title>Eels</title>{head}</script>")
    short = body.replace(TOWN.encode(), b"Nobody has asked since.")
    assert read(short).published == day


def test_an_author_with_a_portrait_and_a_title_is_only_a_name() -> None:
    who = "<div itemprop=author itemscope><b itemprop=name>Ada Weir</b><small>Engineer at the works</small></div>"
    assert read(article(who)).author == ("Ada Weir",)


def test_the_heading_over_each_post_of_a_site_is_dropped() -> None:
    blocks = read(html(f"<main><h1>Conversation</h1><article>{ARTICLE}</article></main>")).blocks
    assert [block.text for block in blocks] == [EELS, WEIR, TOWN]


HIGH = "<span class=commtext>Eels pass a weir more slowly than one would think, as we have counted.</span>"


@pytest.mark.parametrize(
    "indents",
    [
        pytest.param([f"indent={depth}>" for depth in (0, 1, 2, 1, 0)], id="by its depth"),
        pytest.param([f"><img height=1 width={depth * 40}>" for depth in (0, 1, 2, 1, 0)], id="by a picture's width"),
    ],
)
def test_who_answers_whom_is_told_by_how_far_to_the_right_it_stands(indents: list[str]) -> None:
    rows = "".join(
        f"<tr class=comtr><td><table><tr><td class=ind {indent}<td><a class=hnuser>{name}</a>{HIGH}</table>"
        for name, indent in zip("ABCDE", indents, strict=True)
    )
    places = [block.place for block in read(html(f"<table>{rows}</table>")).blocks]
    assert [(place.speaker, place.to) for place in places] == [("A", ""), ("B", "A"), ("C", "B"), ("D", "A"), ("E", "")]


def test_a_page_lives_where_it_was_saved_from_unless_it_names_another_address_there() -> None:
    single = "<!--\n Page saved with SingleFile \n url: https://news.example/a?fbclid=1 \n saved date: x\n-->"
    elsewhere = "<link rel=canonical href='https://other.example/b'>"
    assert read(article("", single + elsewhere)).url == "https://news.example/a"


def test_it_says_how_it_was_read_and_how_much_of_it_was_taken() -> None:
    reading = read(article(""))
    assert (reading.engine.split()[0], reading.kept) == ("trafilatura", 1.0)


def test_an_author_who_is_only_pointed_to_is_found() -> None:
    graph = (
        '{"@graph":[{"@type":"Person","@id":"#ada","name":"Ada Weir"},{"@type":"BlogPosting","author":{"@id":"#ada"}}]}'
    )
    assert read(article("", f'<script type="application/ld+json">{graph}</script>')).author == ("Ada Weir",)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        pytest.param("By Ada Weir", ("Ada Weir",), id="a line"),
        pytest.param("By continuing you agree to be counted", (), id="a condition"),
        pytest.param("By 2019 nobody asked", (), id="a year"),
    ],
)
def test_a_line_that_begins_with_by_names_an_author_only_where_names_follow(line: str, author: tuple[str, ...]) -> None:
    assert read(article(f"<div>{line}</div>")).author == author


def test_a_thousand_notes_at_the_side_are_set_apart_in_time() -> None:
    notes = "Eels<span class=sidenote>They are long.</span> pass. " * 3000
    assert any(block.markdown.startswith("[^1]: ") for block in read(article(f"<p>{notes}</p>")).blocks)


def test_a_heading_that_says_the_title_again_is_dropped() -> None:
    reading = read(html(f"<article><h1>Eels at night</h1>{ARTICLE}</article>", "<title>Eels at night</title>"))
    assert (reading.title, [block.kind for block in reading.blocks]) == ("Eels at night", ["paragraph"] * 3)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("Grüße".encode("cp1252"), "Grüße", id="as the page declares"),
        pytest.param("Grüße".encode(), "Grüße", id="UTF-8 under an old declaration"),
    ],
)
def test_a_page_is_read_in_its_own_encoding(data: bytes, text: str) -> None:
    body = article("<p>MARK aus dem Dorf am See, sagt der Fischer.</p>").replace(b"utf-8", b"iso-8859-1")
    assert any(block.text.startswith(text) for block in read(body.replace(b"MARK", data)).blocks)


def test_a_web_archive_gives_its_page() -> None:
    part = b"--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    reading = read(BLINK + RELATED + part + base64.encodebytes(article("")) + b"--B--\r\n")
    assert reading.url == "https://a.example/x"
    assert [block.text for block in reading.blocks] == [EELS, WEIR, TOWN]


def test_lines_are_those_of_the_file() -> None:
    places = [block.place.lines for block in read(article("\n<p>One more thing to tell,\nfrom the lake.</p>")).blocks]
    assert places == [(3, 3), (3, 3), (4, 5), (5, 5)]


def test_a_short_page_in_chinese_is_read_whole() -> None:
    page_ = html("<main><h1>开发者</h1><p>你可以开发自己的插件和主题。</p><p>请访问文档了解更多信息。</p></main>")
    assert [block.text for block in read(page_).blocks][-2:] == [
        "你可以开发自己的插件和主题。",
        "请访问文档了解更多信息。",
    ]
