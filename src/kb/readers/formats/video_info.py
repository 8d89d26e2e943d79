"""What yt-dlp writes about a video (NAME.info.json) to its description and chapters, where no captions stand beside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.knowledge import Reading
from kb.markup import escape
from kb.readers import article, video
from kb.readers.blocks import Draft, number
from kb.readers.decode import tidy
from kb.readers.json_values import Map, is_map, mapping, mappings, opens, parsed, seconds, text
from kb.readers.paragraphs import fold
from kb.readers.reader import Aside, Beside, Line, Unreadable, broken

kind = "video"

_HEAD = re.compile(rb'"(?:id|title|formats|_type|extractor)"\s*:')
_MARKS = (b'"extractor"', b'"webpage_url"')
_WHAT = "a yt-dlp info file"
_CAPTIONS = ("vtt", "srt", "json3", "srv3", "srv2", "srv1", "ttml", "ass")
_TRANSCRIPTS = ("txt", "json", "md")
# A video has automatic captions in a hundred languages, translated; each name asked for is a look at the disk.
_MOST_LANGUAGES = 12


def recognise(name: str, data: bytes) -> str | None:
    if not opens(data) or not _HEAD.search(data[:4096]):
        return None
    return "JSON that yt-dlp writes about a video" if all(mark in data for mark in _MARKS) else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    found = parsed(data, _WHAT)
    if not is_map(found):
        return found if isinstance(found, Unreadable) else broken(_WHAT)
    # Written for a channel or a list as well, beside the files of its videos.
    if found.get("_type") in ("playlist", "multi_video"):
        return Aside("lists the videos of a playlist")
    captions = next((one for one in _companions(name, found) if beside(one) is not None), None)
    if captions:
        return Aside(f"tells about the video of {captions}")
    warnings: list[str] = []
    comments = mappings(found.get("comments"))
    if comments:
        warnings.append(f"comments left out: {len(comments)}")
    blocks = number([*_description(found, warnings), *_chapters(found, warnings)])
    reading = Reading(kind, "", "", blocks, warnings=tuple(dict.fromkeys(warnings)))
    return [video.told(reading, video.from_info(found))]


def _companions(name: str, info: Map) -> Iterator[str]:
    """Where the video's captions may stand: those that were asked for, else in its own language or a few others."""
    base = name.removesuffix(video.INFO) if name.endswith(video.INFO) else video.bases(name)[-1]
    asked = [*mapping(info.get("requested_subtitles"))]
    language = text(info.get("language"))
    spoken = [one for one in (language, video.tag(language), "en", "en-orig") if one]
    written = [*mapping(info.get("subtitles"))]
    languages = [one for one in dict.fromkeys([*asked, *spoken, *written]) if re.fullmatch(r"[\w-]{2,20}", one)]
    for extension in _CAPTIONS:
        yield f"{base}.{extension}"
        yield from (f"{base}.{one}.{extension}" for one in languages[:_MOST_LANGUAGES])
    yield from (f"{base}.{extension}" for extension in _TRANSCRIPTS)


def _description(info: Map, warnings: list[str]) -> Iterator[Draft]:
    said = tidy(text(info.get("description")), warnings).split("\n")
    lines = [Line(at, line) for at, line in enumerate(said, 1)]
    # Lines of a description are no lines of the file.
    return (replace(draft, lines=(1, 1)) for draft in article.drafts(lines))


def _chapters(info: Map, warnings: list[str]) -> Iterator[Draft]:
    """The titles of chapters that the description does not name."""
    said = fold(text(info.get("description")))
    chapters = mappings(info.get("chapters"))
    titles = [(seconds(one.get("start_time")), tidy(fold(text(one.get("title"))), warnings)) for one in chapters]
    named = [(at, title) for at, title in titles if title and title not in said and not title.startswith("<Untitled")]
    if named:
        yield Draft("Chapters", (1, 1), "heading", level=2)
    for at, title in named:
        yield Draft(title, (1, 1), "item", f"- {escape(title)}", seconds=at)
