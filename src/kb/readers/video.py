"""The name of a raw file, and what yt-dlp wrote beside it, to what a recording is called, whose it is and where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.knowledge import Reading
from kb.readers.json_values import Map, is_map, parse, said
from kb.readers.paragraphs import fold
from kb.readers.reader import Beside

INFO = ".info.json"
# 64 bits in base64: the last of the eleven letters holds four bits, and so is one of sixteen.
_ID = r"[\w-]{10}[AEIMQUYcgkosw048]"
_IN_BRACKETS = re.compile(rf"[ _-]*\[({_ID})\](?:\.[\w-]{{2,20}})?$")
# Every form under which a video is linked: watch, short, embedded, live.
_ADDRESS = re.compile(
    rf"https?://(?:www\.|m\.|music\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/"
    rf"(?:watch\?(?:[\w=&%.-]{{0,200}}&)?v=|embed/|shorts/|live/|v/))({_ID})(?![\w-])"
)
_LANGUAGE = re.compile(r"\.[A-Za-z]{2,3}(?:-[\w-]{1,20})?$")
_RECORDED = re.compile(r"GMT((?:19|20)\d{2})(\d{2})(\d{2})-\d{6}")
_ZOOM = re.compile(r"GMT\d{8}-\d{6}_Recording(?:[._]\w{1,20}){0,4}")
_DAY = re.compile(r"((?:19|20)\d{2})-?(\d{2})-?(\d{2})")


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a recording; empty where it is not."""

    title: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    """ISO 8601 day."""
    url: str = ""
    language: str = ""
    """BCP 47 primary tag."""


def about(name: str, beside: Beside, opening: str = "") -> About:
    """What the name of a raw file, its first lines and the file that yt-dlp put beside it say of a recording."""
    # What yt-dlp knows is better than what a name lets one guess.
    found = next((said for base in bases(name) if (said := _written(beside(base + INFO)))), About())
    return replace(
        found, url=found.url or address_in(opening) or _address_of(name), published=found.published or _recorded(name)
    )


def told(reading: Reading, about: About) -> Reading:
    """The reading with what is known of its recording, where it does not say so itself."""
    return replace(
        reading,
        title=reading.title or about.title,
        author=reading.author or about.author,
        published=reading.published or about.published,
        url=reading.url or about.url,
        language=reading.language or about.language,
    )


def bases(name: str) -> Sequence[str]:
    """The names, without extension, that a file about the same recording may have: `talk.en` and `talk`."""
    stem = name.rpartition(".")[0] or name
    return tuple(dict.fromkeys((stem, _LANGUAGE.sub("", stem))))


def address_in(text: str) -> str:
    """The first address of a video in a text."""
    found = _ADDRESS.search(text)
    return _watch(found[1]) if found else ""


def without_id(stem: str) -> str:
    """The name of a file that yt-dlp made, without the video's id and the language of the captions; nothing for one
    that Zoom made."""
    if _ZOOM.fullmatch(stem):
        return ""
    found = _IN_BRACKETS.search(stem)
    return stem[: found.start()] if found and _is_id(found[1]) and found.start() else stem


def from_info(info: Map) -> About:
    """What yt-dlp writes of one video."""
    who = next((said for key in ("channel", "uploader", "creator") if (said := _line(info.get(key)))), "")
    day = next((said for key in ("upload_date", "release_date") if (said := _day(_line(info.get(key))))), "")
    url = _line(info.get("webpage_url"))
    url = address_in(url) or (url if re.match(r"https?://[^\s<>\"]{3,500}$", url) else "")
    title = _line(info.get("title")) or _line(info.get("fulltitle"))
    return About(title, (who,) if who else (), day, url, tag(_line(info.get("language"))))


def tag(language: str) -> str:
    """The primary tag of a language such as en-US or en_us; nothing for its name in words."""
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_.]\S{0,20})?", language.strip())
    return found[1].lower() if found else ""


def _written(data: bytes | None) -> About | None:
    info = parse(data) if data is not None else None
    return from_info(info) if is_map(info) else None


def _line(value: object) -> str:
    return fold(said(value))[:300]


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    return "-".join(found.groups()) if found and int(found[2]) in range(1, 13) and int(found[3]) in range(1, 32) else ""


def _address_of(name: str) -> str:
    found = _IN_BRACKETS.search(name.rpartition(".")[0]) or _IN_BRACKETS.search(name.removesuffix(INFO))
    return _watch(found[1]) if found and _is_id(found[1]) else ""


def _is_id(text: str) -> bool:
    """Whether eleven letters look drawn by lot: a word is seldom written with capitals in it."""
    return text != text.lower() and text != text.upper()


def _watch(video: str) -> str:
    return f"https://www.youtube.com/watch?v={video}"


def _recorded(name: str) -> str:
    """The day in a name that Zoom gave."""
    found = _RECORDED.search(name)
    return _day("".join(found.groups())) if found else ""
