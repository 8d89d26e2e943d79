"""Small messages and mailboxes, made of what a test says of them."""

from kb import readers
from kb.knowledge import Reading
from kb.readers.reader import Overrides, Unreadable

ANN = "Ann Lee <ann@mill.example>"
BOB = "Bob Roe <bob@mill.example>"


def message(body: str, **fields: str) -> bytes:
    """A message from Ann to Bob about the weir; fields are replaced or added, `_` for `-`, empty ones left out."""
    head = {"From": ANN, "To": BOB, "Subject": "The weir", "Date": "Mon, 1 Apr 2024 09:30:00 +0200",
            "Message-ID": "<1@mill.example>"}  # fmt: skip
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in head.items() if value]
    return "\n".join([*lines, "", body, ""]).encode()


def answer(body: str, number: int = 2, **fields: str) -> bytes:
    """What Bob answers to message 1, on another day each."""
    given = {"From": BOB, "To": ANN, "Subject": "Re: The weir", "Date": f"Mon, {number} Apr 2024 10:00:00 +0200",
             "Message_ID": f"<{number}@mill.example>", "In_Reply_To": "<1@mill.example>"}  # fmt: skip
    return message(body, **given | fields)


def mbox(*messages: bytes) -> bytes:
    return b"\n".join(b"From ann@mill.example Mon Apr  1 09:30:00 2024\n" + one for one in messages)


def html(body: str) -> bytes:
    return message(body, MIME_Version="1.0", Content_Type="text/html; charset=utf-8")


def several(kind: str, *parts: str, **fields: str) -> bytes:
    """A message of parts, each with the fields of its own above a blank line."""
    body = "".join(f"--B\n{part}\n" for part in parts) + "--B--"
    return message(body, MIME_Version="1.0", Content_Type=f'multipart/{kind}; boundary="B"', **fields)


def readings(data: bytes, name: str = "a.eml") -> tuple[Reading, ...]:
    found = readers.read(name, data, Overrides())
    assert isinstance(found, tuple), found
    return found


def blocks(data: bytes) -> list[tuple[str, str, str]]:
    """Kind, speaker and words of each block of the one reading."""
    (reading,) = readings(data)
    return [(block.kind, block.place.speaker, block.text) for block in reading.blocks]


def words(data: bytes) -> list[str]:
    """The words of each block of all readings."""
    return [block.text for reading in readings(data) for block in reading.blocks]


def refused(data: bytes, name: str = "a.eml") -> Unreadable:
    found = readers.read(name, data, Overrides())
    assert isinstance(found, Unreadable), found
    return found
