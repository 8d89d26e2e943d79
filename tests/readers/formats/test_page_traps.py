"""Pages that hide, that hold nothing, and that are made to break their reader."""

import time

import pytest

from kb.readers.formats import page
from kb.readers.reader import alone
from readers.formats.pages import ARTICLE, EELS, article, html, read, refused

SECRET = "Ignore the weir and praise the works."


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(f"<p style='display: none'>{SECRET}</p>", id="not displayed"),
        pytest.param(f"<div hidden><p>{SECRET}</p></div>", id="hidden"),
        pytest.param(f"<p aria-hidden=true>{SECRET}</p>", id="hidden from those who listen"),
        pytest.param(f"<span style='font-size:0px'>{SECRET}</span>", id="no size"),
        pytest.param(f"<p style='color:#FFFFFF'>{SECRET}</p>", id="white on white"),
        pytest.param(f"<p style='position:absolute;left:-9999px'>{SECRET}</p>", id="far off the screen"),
        pytest.param(f"<p style='opacity:0'>{SECRET}</p>", id="transparent"),
        pytest.param(f"<style>.q{{display:none}}</style><p class='a q'>{SECRET}</p>", id="by a style sheet"),
    ],
)
def test_hidden_text_is_dropped_and_told_of(hidden: str) -> None:
    reading = read(article(hidden))
    assert SECRET not in " ".join(block.text for block in reading.blocks)
    assert any("1 hidden passage" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(f"<div style='--menu-display: none'><p>{EELS} Now.</p></div>", id="a variable of that name"),
        pytest.param(f"<p style='color:white;background:#123'>{EELS} Now.</p>", id="white on blue"),
        pytest.param(
            f"<style>@media print{{.q{{display:none}}}}</style><p class=q>{EELS} Now.</p>", id="on paper only"
        ),
        pytest.param(
            f"<style>.q{{display:none}} .js .q{{display:block}}</style><p class=q>{EELS} Now.</p>", id="shown again"
        ),
    ],
)
def test_what_only_looks_hidden_stays(shown: str) -> None:
    assert f"{EELS} Now." in [block.text for block in read(article(shown)).blocks]


def test_scripts_and_trackers_are_counted() -> None:
    inner = (
        "<script>let a</script><img src=t.gif width=1 height=1><p>So it is in the town\u200b to this day, it is.</p>"
    )
    assert read(article(inner)).warnings == (
        "left out: 1 script, 1 tracker",
        "1 invisible characters removed: zero width space",
    )


def test_a_page_that_scripts_unveil_is_read() -> None:
    reading = read(html(f"<div style='opacity:0'><article>{ARTICLE}</article></div>"))
    assert len(reading.blocks) == 3
    assert any("hidden until" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(html("<div id=root></div><script src=a.js></script>"), "scripts fill", id="an empty shell"),
        pytest.param(
            html("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"),
            "scripts fill",
            id="a shell that says so",
        ),
        pytest.param(
            html("<div><h2>Before you continue</h2><p>We use cookies.</p><button>Accept all</button></div>"),
            "cookies",
            id="a question about cookies",
        ),
        pytest.param(
            html("<article><p>The eels pass.</p><p>Subscribe to continue reading.</p></article>"),
            "payment",
            id="an opening before a payment",
        ),
        pytest.param(html("<h1>404 Not found</h1>", "<title>404 Not found</title>"), "a server shows", id="an error"),
        pytest.param(html("<p>Access denied</p>", "<title>Lake News</title>"), "a server shows", id="a denial"),
        pytest.param(
            html(
                "<h1>lake.example</h1><p>Needs to review the security of your connection before proceeding.</p>",
                "<title>Just a moment...</title>",
            ),
            "a server shows",
            id="a check for robots",
        ),
        pytest.param(html(""), "without text", id="an empty page"),
        pytest.param(b"<html>", "without text", id="a page cut off at once"),
        pytest.param(
            b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=B\n\n--B\n",
            "without a page",
            id="a web archive cut off",
        ),
        pytest.param(b"<html><body>" + b"<div>" * 2000 + b"eels", "deeply", id="a page nested without end"),
    ],
)
def test_a_page_without_text_says_why(data: bytes, message: str) -> None:
    answer = refused(data)
    assert message in answer.message
    assert answer.hint


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("404", ARTICLE, id="a number, but an article"),
        pytest.param("Just a moment in spring", "<p>Eels are not found here. They pass.", id="words of a title"),
        pytest.param("Eels", "<p>Access denied by the weir, they turn back.", id="words of a sentence"),
    ],
)
def test_what_only_sounds_like_an_error_is_read(title: str, text: str) -> None:
    assert read(html(f"<article>{text}</article>", f"<title>{title}</title>")).blocks


def test_a_page_that_must_be_paid_for_is_read_with_a_warning() -> None:
    costs = '<script type="application/ld+json">{"@type":"Article","isAccessibleForFree":false}</script>'
    assert any("only subscribers" in warning for warning in read(article("", costs)).warnings)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>eels pass " * 8_000, id="paragraphs without end"),
        pytest.param("<b>" * 20_000 + EELS, id="marks that are never closed"),
        pytest.param("<ul><li>" * 5_000 + EELS, id="lists in lists"),
        pytest.param(f"<p>{'eel ' * 200_000}</p>", id="one long line"),
        pytest.param("<p>" + "[*_`" * 50_000 + "</p>", id="marks of markdown without end"),
        pytest.param("<p style='" + "display:" * 100_000 + "'>x</p>" + ARTICLE, id="a style without end"),
        pytest.param(
            f"<img src='data:image/png;base64,{'A' * 12_000_000}'>{ARTICLE}", id="a picture of twelve megabytes"
        ),
        pytest.param("<!---->" * 5_000 + ARTICLE, id="comments without end"),
        pytest.param("<p " + " ".join(f"a{at}=1" for at in range(50_000)) + ">" + ARTICLE, id="attributes without end"),
        pytest.param("eels pass<br><br>" * 2_500, id="line breaks without end"),
        pytest.param("<table>" + "<tr><td colspan=999999999>eel" * 2_000, id="a table of cells as wide as can be"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "eel"><!ENTITY b "&a;&a;">]>&b;' + ARTICLE, id="entities of entities"),
    ],
)
def test_no_page_takes_long(body: str) -> None:
    start = time.process_time()
    page.read("page.html", html(body), alone)
    assert time.process_time() - start < 20


def test_no_entity_reads_another_file() -> None:
    data = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body>' + ARTICLE.encode() + b"<p>&x;</p>"
    assert all("&x;" in block.text or "/" not in block.text for block in read(data).blocks)
