"""A chat that WhatsApp exported, as text or in its ZIP file, to readings by month."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from kb.knowledge import Reading
from kb.markup import escape
from kb.readers.conversation import Message, authors
from kb.readers.decode import text_of, tidy
from kb.readers.formats.chat.months import Channel, monthly
from kb.readers.formats.chat.whatsapp_lines import MARK, Entry, Order, entries, looks_like, order_of
from kb.readers.formats.chat.words import CODE, Signs, shown, words
from kb.readers.reader import Unreadable, broken
from kb.readers.unpacking import members

WHAT = "a WhatsApp chat"

_HEAD = 8000
_TEXT = re.compile(r"(?:.*/)?(?:_chat|[^/]*WhatsApp[^/]*)\.txt", re.I)
_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
_ANY_END = re.compile(rf"{_ENDS.pattern}|\n")
_NEW_LINES = "\u2028\u2029"
_SIGNS = Signs(
    re.compile(CODE),
    re.compile(r"(?<![\w*_~])(?P<mark>[*_~])(?=\S)(?P<words>(?:(?!(?P=mark)).)+)(?<=\S)(?P=mark)(?![\w*_~])"),
)
_ATTACHED = re.compile(MARK + r"?<[^<>:\n]{2,40}: ?[^<>\n]+\.\w{2,5}>")
_SENT = re.compile(MARK + r"?(?P<file>[^\n<>]+\.\w{2,5}) \([^()\n]{4,40}\)\s*")
# Names that WhatsApp gives to pictures, videos and recordings say nothing.
_UNNAMED = re.compile(r"(?:IMG|VID|AUD|PTT|STK)-\d{8}-WA\d+\.\w+")
_EDITED = re.compile(rf"(?:{MARK}<[^<>\n]{{3,60}}>|<This message was edited>)\s*$")
# In the language of the phone that exported; what is not listed here stays as its words, never the other way round.
_OMITTED = re.compile(
    r"<[^<>\n]{3,40}>|null"
    r"|(?:image|photo|video(?: note)?|audio|sticker|gif|document|contact card|media) omitted"
    r"|(?:bild|video|audio|sticker|gif|dokument|kontaktkarte) (?:weg|aus)gelassen"
    r"|(?:imagen|foto|vídeo|video|audio|sticker|gif|documento) omitid[oa]"
    r"|(?:image|vidéo) absente|(?:audio|sticker) omis|gif retiré|document manquant"
    r"|(?:immagine|gif|scheda contatto) (?:omessa|esclusa)|(?:video|audio|documento) omesso"
    r"|(?:imagem|áudio|vídeo|figurinha|gif|documento) (?:ocultad[oa]|não revelad[oa])"
    r"|(?:you deleted this message|this message was deleted|missed (?:group )?(?:voice|video) call"
    r"|waiting for this message\. .*"
    r"|(?:diese nachricht wurde|du hast diese nachricht) gelöscht|(?:se eliminó|eliminaste) este mensaje"
    r"|ce message a été supprimé|vous avez supprimé ce message|questo messaggio è stato eliminato"
    r"|(?:esta mensagem foi|você) apagada?(?: esta mensagem)?)\.?",
    re.I,
)
_GROUP = re.compile(r"[\"“„«]([^\"”“»]{1,80})[\"”“»]$")
_ORDERS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}
_MOST_NAMES = 3


def recognised(data: bytes) -> bool:
    head = data[:_HEAD]
    # A first look at the first sign, for every file is asked about.
    if not re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\xe2\x80[\x8e\xaa]|\s|\x00)*(?:\[|[0-9]|[\xd9-\xdb])", head):
        return False
    decoded = text_of(head[: head.rfind(b"\n") + 1] or head)
    return decoded is not None and looks_like(_lines(decoded[0])[:60])


def is_packed(paths: Sequence[str]) -> bool:
    return any(_TEXT.fullmatch(path) for path in paths)


def read_packed(data: bytes) -> list[Reading] | Unreadable:
    found = members.opened(data, WHAT)
    if isinstance(found, Unreadable):
        return found
    paths, member = found
    inside = next((path for path in paths if _TEXT.fullmatch(path)), "")
    text = member(inside)
    return read(text, packed=True) if text else broken(WHAT, "Export it again.")


def read(data: bytes, *, packed: bool = False) -> list[Reading] | Unreadable:
    """A text in a ZIP file has no lines that anybody could look up."""
    decoded = text_of(data)
    found = list(entries(_lines(decoded[0]))) if decoded else []
    if decoded is None or not found:
        return Unreadable(f"is {WHAT} in which no message can be told", "Export it again.")
    order, sure = order_of([entry.stamp for entry in found])
    warnings = [*decoded[2]]
    if not sure:
        warnings.append(f"no date tells whether its day or its month comes first: read as {_ORDERS[order]}")
    numbers = () if packed else _numbers(decoded[0])
    messages = [message for entry in found if (message := _message(entry, order, numbers))]
    title = f"{_group(found) or _between(authors(messages))} on WhatsApp".strip()
    return monthly(Channel(title, [[one] for one in messages], warnings=tuple(warnings)))


def _lines(text: str) -> list[str]:
    return _ENDS.sub("\n", text).split("\n")


def _numbers(text: str) -> list[int]:
    """The number that each line has in the file; signs for a new line within a message count for none there."""
    return list(accumulate((end.group() not in _NEW_LINES for end in _ANY_END.finditer(text)), initial=1))


def _message(entry: Entry, order: Order, numbers: Sequence[int]) -> Message | None:
    """What somebody wrote; None where WhatsApp speaks, or only says that there was something."""
    text = _written("\n".join(entry.lines)) if entry.name else ""
    if not text:
        return None
    day = entry.stamp.day(order)
    when = f"{day.isoformat()} {entry.stamp.minute}".strip() if day else ""
    found = words(tidy(text, []), lambda line: shown(line, _SIGNS, lambda token: escape(token.group())))
    filled = max(at for at, line in enumerate(entry.lines, entry.at) if line.strip())
    lines = (numbers[entry.at], numbers[filled]) if numbers else (1, 1)
    return Message(entry.name, found, when, lines=lines)


def _written(text: str) -> str:
    """A message without what stands for pictures, calls and deleted words; what was written under a picture stays."""
    text = _ATTACHED.sub("", _EDITED.sub("", text)).strip()
    if (sent := _SENT.match(text)) is not None:
        name = "" if _UNNAMED.fullmatch(sent["file"].strip(MARK)) else sent["file"]
        text = f"{name}\n\n{text[sent.end() :]}".strip()
    first, _, rest = text.partition("\n")
    # What opens with the mark and goes on is a poll, whose question somebody wrote.
    if _OMITTED.fullmatch(first.strip(MARK + " ")) or (first.startswith(MARK) and not rest.strip()):
        return rest.strip()
    return text.replace(MARK, "")


def _group(found: Sequence[Entry]) -> str:
    """What the chat is called: in whose name its first line speaks, or how the group was named."""
    # The notice of encryption opens the chat and is signed with the name of the chat itself.
    first = found[0]
    if first.name and first.lines[0].startswith(MARK):
        return first.name
    named = (_GROUP.search(entry.lines[0].strip()) for entry in found[:5] if not entry.name)
    return next((name[1] for name in named if name), "")


def _between(names: Iterable[str]) -> str:
    known = list(names)
    if len(known) > _MOST_NAMES:
        return f"{', '.join(known[:_MOST_NAMES])} and others"
    return " and ".join(filter(None, [", ".join(known[:-1]), *known[-1:]]))
