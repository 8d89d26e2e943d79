"""The pictures of saved web pages: found wherever the page was saved to, with the words that their author gave them."""

import base64
import json
from collections.abc import Mapping

import pytest

from drawn import png
from kb.knowledge import Reading
from kb.markup import readable
from kb.readers.formats import page
from kb.readers.pictures import picture
from kb.readers.reader import Unreadable
from readers.formats.pages import ARTICLE, EELS, TOWN, WEIR, article, html

NET = png(320, 240)
SMALL = png(300, 200, "green")
NAME = picture(NET).name
FILES = {"page_files/net.png": NET, "page_files/small.png": SMALL, "page_files/dot.png": png(30, 30)}
CAPTION = "<figcaption>An <a href='https://a.example/'>eel</a>, 2019</figcaption>"


def read(data: bytes, files: Mapping[str, bytes] = FILES) -> Reading:
    found = page.read("page.html", data, files.get)
    assert not isinstance(found, Unreadable), found
    return found[0]


def shown(inner: str) -> list[tuple[str, str, str]]:
    """Kind, words and markdown of the blocks that `inner` adds to an article saved with its files."""
    blocks = read(article(inner)).blocks
    return [(b.kind, b.text, b.markdown) for b in blocks if b.text not in (EELS, WEIR, TOWN)]


def data_uri(data: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize(
    ("inner", "text", "markdown"),
    [
        pytest.param("<img src=page_files/net.png>", "", f"![](../assets/{NAME})", id="one without words"),
        pytest.param("<img src=./page_files/net.png alt='An eel in a net'>", "An eel in a net",
                     f"![An eel in a net](../assets/{NAME})", id="one with a description"),
        pytest.param("<img src=page_files/net.png alt=IMG_2041.jpg>", "", f"![](../assets/{NAME})",
                     id="the name of a file is no description"),
        pytest.param(f"<figure><img src=page_files/net.png alt='An eel in a net'>{CAPTION}</figure>", "An eel, 2019",
                     f"![](../assets/{NAME})\nAn [eel](https://a.example/), 2019", id="a caption wins and is shown"),
        pytest.param(f"<figure>{CAPTION}<a href=big.png><img src=page_files/net.png></a></figure>", "An eel, 2019",
                     f"![](../assets/{NAME})\nAn [eel](https://a.example/), 2019", id="a caption above"),
        pytest.param("<div class=wp-caption><img src=page_files/net.png><p class=wp-caption-text>An eel</p></div>",
                     "An eel", f"![](../assets/{NAME})\nAn eel", id="a caption of a blog"),
        pytest.param("<img src=data:, data-src=page_files/net.png>", "", f"![](../assets/{NAME})", id="one shown late"),
        pytest.param("<img src=page_files/small.png srcset='page_files/small.png 300w, page_files/net.png 320w'>", "",
                     f"![](../assets/{NAME})", id="the largest of a set"),
        pytest.param("<picture><source srcset='page_files/net.png 2x'><img src=page_files/small.png></picture>", "",
                     f"![](../assets/{NAME})", id="that of a choice"),
    ],
)  # fmt: skip
def test_a_picture_is_shown_where_it_stands_with_its_words(inner: str, text: str, markdown: str) -> None:
    assert shown(inner) == [("image", text, markdown)]
    assert readable(markdown) == text


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("<img src=page_files/dot.png>", id="an icon"),
        pytest.param("<img src=page_files/net.png width=48 height=48>", id="one shown as small as a face"),
        pytest.param("<nav><img src=page_files/net.png></nav>", id="one beside the text"),
        pytest.param("<a href=/><img src=page_files/net.png></a>", id="the way to the first page"),
        pytest.param("<div class=related><img src=page_files/net.png></div>", id="one of another article"),
        pytest.param("<a href=/other><img src=page_files/net.png>Other eels</a>", id="a part of a link"),
        pytest.param("<img src=https://far.example/x.png>", id="one that was not saved"),
        pytest.param("<img src=../../../etc/passwd>", id="one that is no image and not near"),
        pytest.param("<img src='page_files/%00'><img src='http://[x'><img srcset='. ., ,'>", id="broken addresses"),
    ],
)
def test_what_is_no_picture_of_the_text_is_left_out(inner: str) -> None:
    reading = read(article(inner))
    assert (reading.pictures, [b for b in reading.blocks if b.kind == "image"]) == ((), [])


def test_a_picture_that_was_not_saved_is_what_its_author_says_of_it() -> None:
    inner = f"<figure><img src=https://far.example/x.png alt='An eel in a net'>{CAPTION}</figure>"
    assert [block[:2] for block in shown(inner)] == [("paragraph", "An eel in a net"), ("paragraph", "An eel, 2019")]


@pytest.mark.parametrize("alt", ["map", "Hello world", "global_affiliates_map", "internet_archive_of_2019", "a.png"])
def test_a_name_in_the_place_of_a_picture_that_was_not_saved_is_dropped(alt: str) -> None:
    assert shown(f"<img src=https://far.example/x.png alt='{alt}'>") == []


@pytest.mark.parametrize("at", ["above", "between", "below"])
@pytest.mark.parametrize("caption", ["<figcaption>{}</figcaption>", "<figcaption><p>{}</p></figcaption>"])
def test_a_caption_stays_though_its_picture_was_not_saved(at: str, caption: str) -> None:
    words = "Sheep on the dike. Photo: K. Voss"
    figure = f"<figure><img src=https://far.example/x.png>{caption.format(words)}</figure>"
    text = [f"<p>{one}</p>" for one in (EELS, WEIR)]
    text.insert(["above", "between", "below"].index(at), figure)
    found = read(html(f"<article>{''.join(text)}</article>", "<title>Eels</title><meta name=author content='K. Voss'>"))
    assert [block.kind for block in found.blocks if block.text == words] == ["paragraph"]


def test_a_gallery_keeps_its_caption_apart() -> None:
    inner = f"<figure><img src=page_files/net.png><img src=page_files/small.png>{CAPTION}</figure>"
    assert [block[0] for block in shown(inner)] == ["image", "image", "paragraph"]


def test_the_same_picture_is_shown_once() -> None:
    assert len(shown("<img src=page_files/net.png><p>Between.</p><img src=page_files/net.png>")) == 2


def test_a_picture_that_stands_beside_the_text_too_is_shown_where_the_text_has_it() -> None:
    body = f"<nav><img src=page_files/net.png></nav><article>{ARTICLE}<p><img src=page_files/net.png></p></article>"
    assert [block.kind for block in read(html(body)).blocks] == ["paragraph"] * 3 + ["image"]


def test_the_pictures_of_other_articles_below_the_text_are_no_part_of_it() -> None:
    cards = "<div class=card><a href=/b><img src=page_files/net.png></a><h3><a href=/b>Boats</a></h3></div>"
    assert read(html(f"<article>{ARTICLE}{cards}</article>")).pictures == ()


def test_the_picture_above_an_article_is_kept() -> None:
    head = "<header><a href=/><img src=page_files/small.png></a></header>"
    lead = "<div><h1>Eels at night</h1></div><figure><img src=page_files/net.png></figure>"
    body = f"{head}<article>{lead}<div class=body>{ARTICLE}</div></article>"
    assert [one.name for one in read(html(body)).pictures] == [NAME]


@pytest.mark.parametrize(
    ("inner", "head"),
    [
        pytest.param(f"<img src='{data_uri(NET)}'>", "", id="where it is shown"),
        pytest.param("<img src='data:image/svg+xml,<svg></svg>' style='background-image:var(--sf-img-7)!important'>",
                     f"<style>:root{{--sf-img-7: url(\"{data_uri(NET)}\")}}</style>", id="in the style sheet"),
    ],
)  # fmt: skip
def test_a_picture_within_the_page_is_found(inner: str, head: str) -> None:
    reading = read(article(inner, f"<title>Eels</title>{head}"), {})
    assert [one.data for one in reading.pictures] == [NET]
    assert "base64" not in "".join(block.markdown for block in reading.blocks)


@pytest.mark.parametrize(
    ("head", "src"),
    [
        pytest.param("Content-Location: https://a.example/img/net.png", "https://a.example/img/net.png", id="address"),
        pytest.param("Content-Location: https://a.example/img/net.png", "/img/net.png", id="address from its page"),
        pytest.param("Content-ID: <net@mhtml.blink>", "cid:net@mhtml.blink", id="number"),
    ],
)
def test_a_part_of_a_web_archive_is_found_by_its(head: str, src: str) -> None:
    parts = [("Content-Type: text/html\r\nContent-Location: https://a.example/x", article(f"<img src='{src}'>")),
             (f"Content-Type: image/png\r\n{head}", NET)]  # fmt: skip
    body = b"".join(f"--B\r\n{about}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(data)
                    for about, data in parts)  # fmt: skip
    archive = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
    )
    assert [one.data for one in read(archive + body + b"--B--\r\n", {}).pictures] == [NET]


@pytest.mark.parametrize(
    ("listed", "kept"),
    [
        pytest.param({"https://a.example/img/net.png": "12.png"}, [NET], id="by its address"),
        pytest.param({"https://a.example/img/net.png": "../../12.png"}, [], id="never elsewhere"),
        pytest.param(["https://a.example/img/net.png"], [], id="never by a broken list"),
    ],
)
def test_a_picture_that_was_fetched_with_its_page_is_found(listed: object, kept: list[bytes]) -> None:
    files = {"page_files/addresses.json": json.dumps(listed).encode(), "page_files/12.png": NET, "12.png": NET,
             "page.html.kb.yaml": b"fetched: https://a.example/s\nfound_at: https://a.example/deep/eels\n"}  # fmt: skip
    assert [one.data for one in read(article("<img src=../img/net.png>"), files).pictures] == kept


def test_more_pictures_than_one_can_bear_are_told_of() -> None:
    files = {f"page_files/{n}.png": png(100, 80, (n % 256, n // 256, 0)) for n in range(302)}
    reading = read(article("".join(f"<p><img src='{name}'></p>" for name in files)), files)
    assert len(reading.pictures) == 300
    assert reading.warnings == ("2 of its pictures left out: too many, or too large",)


def test_megabytes_that_are_no_picture_are_passed_over() -> None:
    uri = "data:image/png;base64," + "A" * 4_000_000
    assert read(article(f"<img src='{uri}' alt='An eel in a net'>" * 5)).pictures == ()
