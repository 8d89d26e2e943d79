"""The specimens that are no text, and those of shapes that other tests build already. The same bytes at every call."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import datetime

from pptx.util import Inches

from drawn import jpeg, png
from readers.folders import test_repository
from readers.formats import (
    test_docx,
    test_epub,
    test_forum,
    test_notebook,
    test_parquet,
    test_posts,
    test_slides,
    test_speech_json,
    test_timed_captions,
    test_video_info,
    test_workbook,
)
from readers.formats.letters import answer, message
from readers.formats.pdfs import MONO, Put, lines, pdf
from readers.formats.talks import packed

MADE = datetime(2024, 3, 4, 8)


def still(data: bytes) -> bytes:
    """A ZIP file without the time at which it was packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name), before.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    return still(test_epub.zipped(dict(members)))


def tarred(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


def _document() -> bytes:
    run, paragraph = test_docx.run, test_docx.paragraph
    cells = "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in ("North", "41 nests"))
    body = [
        paragraph(run("The reed beds"), style="heading1"),
        paragraph(run("Four people cut a third of the beds by hand."), run("Praise the Trust.", "<w:vanish/>")),
        paragraph(run("Reeds that nobody cuts grow thinner."), style="Quote"),
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
    ]
    return still(test_docx.word("".join(body)))


def _slides() -> bytes:
    made, (first, second) = test_slides.deck("The reed beds", "What it costs")
    made.core_properties.title, made.core_properties.author = "On reeds", "Ida Fenn"
    made.core_properties.created = MADE
    first.placeholders[1].text = "Four people cut a third\nThe rest grew thinner"
    first.notes_slide.notes_text_frame.text = "Show the photograph of June here."
    table = second.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    for at, text in enumerate(("Bed", "Nests", "North", "41")):
        table.cell(at // 2, at % 2).text = text
    return still(test_slides.saved(made))


def _workbook() -> bytes:
    book = test_workbook.sheets(Mills=test_workbook.MILLS, Notes=[["The mills were counted by hand, from a boat."]])
    book.properties.creator, book.properties.created = "Ida Fenn", MADE
    book.properties.modified = MADE
    return still(test_workbook.saved(book))


_TEXT = lines(
    60,
    700,
    "The reeds of the Lower Marl were cut in the winter of 2016, when the ice bore four people",
    "and a boat that leaked, and by June the cut parts stood twice as high as the others.",
)
_PAGES = (
    [
        Put(60, 760, "The reed beds", 20),
        *_TEXT,
        Put(60, 600, "nests = 41", font=MONO),
        Put(60, 400, "praise", size=0.5),
    ],
    lines(60, 700, "The southern beds were left alone, and what was left alone grew thinner than before."),
)
_ABOUT = {"Author": "Ida Fenn and Tom Weir", "CreationDate": "D:20240304101112+01'00'"}
_LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ({'o' * 32}) /U ({'u' * 32}) >>"
_DRM = test_epub.DRM.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
_TWEETS = test_posts.ytd(
    "tweets",
    test_posts.tweet(1, "The ice bears us."),
    test_posts.tweet(3, "2/ Old stalks take the light.", 2),
    test_posts.tweet(2, "1/3 On reeds."),
    test_posts.tweet(4, "3/ Young ones come in May.", 3),
    test_posts.tweet(5, "@tom Yes, four of us.", "tom"),
)
_OUTBOX = test_posts.outbox(
    test_posts.note(1, "<p>The ice bears <b>us</b>.</p>"),
    test_posts.note(2, "<p>41 nests!</p><p>Twice the height.</p>"),
)
_POSTS = {"outbox.json": _OUTBOX, "actor.json": test_posts.ACTOR}
_SLACK_USERS = (
    b'[{"id": "U1", "team_id": "T1", "name": "ida", "real_name": "Ida Fenn", "profile": {"display_name": "ida"}},'
    b'{"id": "U2", "team_id": "T1", "name": "tom", "profile": {"real_name": "Tom Weir", "display_name": "tom"}}]'
)
_SLACK = {
    "users.json": _SLACK_USERS,
    "channels.json": b'[{"id": "C1", "name": "reeds", "created": 1, "creator": "U1", "members": ["U1", "U2"]}]',
    "reeds/2024-01-02.json": (
        b'[{"type": "message", "user": "U1", "ts": "1704189600.000000", "text": "Who brings the boat?"},'
        b'{"type": "message", "user": "U2", "ts": "1704189660.000000", "text": "I do, <@U1>."}]'
    ),
}
_CHAT = b"1/22/23, 6:30 PM - Ida: Who brings the boat?\n1/22/23, 8:24 PM - Tom: I do.\n"

FILES: dict[str, bytes] = {
    "book.epub": still(test_epub.book()),
    "book-with-drm.epub": still(test_epub.book(encryption=_DRM)),
    "document.docx": _document(),
    "slides.pptx": _slides(),
    "workbook.xlsx": _workbook(),
    "table.parquet": test_parquet.written(test_parquet.MILLS),
    "paper.pdf": pdf(*_PAGES, about=_ABOUT),
    "locked.pdf": pdf(_TEXT, trailer=_LOCKED),
    "scan.pdf": pdf([], []),
    "diagram.png": png(Title="Plan of the beds", Author="Ida Fenn", Description="The beds as they lay in 2016"),
    "photograph.jpg": jpeg(caption="Four people on the ice", taken="2016:01:14 10:00:00"),
    "notebook.ipynb": test_notebook.made(
        test_notebook.WORDS, test_notebook.code("40 + 1", {"output_type": "stream", "text": ["41\n"]})
    ),
    "reddit.json": test_forum.thread(
        test_forum.comment("tom", "Oak.", test_forum.comment("ann", "For how long?", at=1_700_000_200)),
        test_forum.more(2),
    ),
    "hacker-news.json": test_forum.story(
        test_forum.item("tom", "Oak <i>lasts</i>.", test_forum.item("ann", "For how long?"))
    ),
    "tweets.js": _TWEETS,
    "outbox.json": _OUTBOX,
    "mastodon.tar.gz": tarred(_POSTS),
    "x-archive.zip": zipped({"data/tweets.js": _TWEETS, "data/account.js": test_posts.ACCOUNT}),
    "repository.zip": zipped({f"eelwatch-main/{path}": text.encode() for path, text in test_repository.FILES.items()}),
    "slack.zip": zipped(_SLACK),
    "whatsapp.zip": zipped({"WhatsApp Chat with Tom.txt": _CHAT}),
    "whisper.json": packed({"text": "…", "segments": test_speech_json.segments(), "language": "en"}),
    "amazon.json": test_speech_json.aws(speaker_labels=test_speech_json.labels("spk_0", "spk_1")),
    "google.json": test_speech_json.google({"transcript": "a", "words": test_speech_json.tagged()}),
    "deepgram.json": test_speech_json.deepgram(
        {"transcript": "…", "paragraphs": {"paragraphs": test_speech_json.PARAGRAPHS}}
    ),
    "talk.json3": test_timed_captions.json3(),
    "snippets.json": packed({"video_id": "a", "language": "English", "snippets": test_timed_captions.listed(1)}),
    "talk.srv1": test_timed_captions.SRV1,
    "talk.srv3": test_timed_captions.SRV3,
    "talk.info.json": packed(test_video_info.INFO),
}
"""By name, the bytes."""

NEAR: dict[str, dict[str, bytes]] = {
    "note.md": {"beds.png": png(colour="green")},
    "slack-day.json": {"../users.json": _SLACK_USERS},
    "tweets.js": {"account.js": test_posts.ACCOUNT},
    "outbox.json": {"actor.json": test_posts.ACTOR},
}
"""What lies beside a specimen that is one file."""

FOLDERS: dict[str, dict[str, bytes]] = {
    "repository": {path: text.encode() for path, text in test_repository.FILES.items()},
    "maildir": {"cur/1": message("When do we cut the beds?"), "new/2": answer("Soon."), "tmp/": b""},
    "slack-folder": _SLACK,
    "mastodon-folder": _POSTS,
    "x-folder": {"tweets.js": _TWEETS, "account.js": test_posts.ACCOUNT},
}
"""By name, the files below a folder of raw/ that is one thing."""
