"""What a packed document says, as its parser hands it from its own process to the format that asked."""

import json
from base64 import b64decode
from dataclasses import asdict, dataclass, field

from kb.knowledge import Picture, Reading
from kb.readers.blocks import Draft, number
from kb.readers.unpacking.apart import Died, ask
from kb.readers.reader import Unreadable


@dataclass
class Document:
    """A title, people, a date and blocks that have no ids yet; or what is wrong with the file."""

    title: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    language: str = ""
    drafts: list[Draft] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    """Their bytes in base64, by the name that the blocks show them under."""
    fault: str = ""
    """Follows what the file is: "locked with a password"."""
    hint: str = ""

    def dump(self) -> str:
        return json.dumps(asdict(self))


def read_apart(kind: str, what: str, parser: str, data: bytes) -> list[Reading] | Unreadable:
    """The one reading that a parser, a module that writes a dumped `Document`, makes of the bytes.

    `what` is the file in words, such as "an EPUB book".
    """
    answer = ask(parser, data)
    if isinstance(answer, Died):
        return Unreadable(f"is {what} that {answer.why}", "Save its text, and put that file into raw/.")
    said = json.loads(answer)
    if said["fault"]:
        return Unreadable(f"is {what} {said['fault']}", said["hint"] or "Fetch it again, or save it anew.")
    blocks = number(Draft(**{**draft, "lines": tuple(draft["lines"])}) for draft in said["drafts"])
    return [
        Reading(
            kind,
            "",
            said["title"],
            blocks,
            author=tuple(said["author"]),
            published=said["published"],
            url=said["url"],
            language=said["language"],
            warnings=tuple(dict.fromkeys(said["warnings"])),
            pictures=tuple(Picture(name, b64decode(data)) for name, data in said["pictures"].items()),
        )
    ]
