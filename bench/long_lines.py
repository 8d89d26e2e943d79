"""How long files of one endless line take to read, by kind: python bench/long_lines.py [MEGABYTES]"""

import sys
import time
from collections.abc import Iterator

from kb import readers
from kb.readers.reader import Overrides

SENTENCE = b"The weir stands still from dusk to dawn, while the eels pass on their way to the sea. "


def files(size: int) -> Iterator[tuple[str, bytes]]:
    prose = SENTENCE * (size // len(SENTENCE))
    yield "words.txt", prose
    yield "one-word.txt", b"x" * size
    yield "note.md", b"# A\n" + b"*a* [b](c) " * (size // 11)
    yield "captions.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + prose
    yield "page.html", b"<!doctype html><html><body><article><p>" + prose + b"</p></article></body></html>"
    yield "table.csv", b"bed,nests\nNorth," + b"4" * size + b"\nSouth,9\nWest,3\n"
    yield "records.json", b'[{"a": "' + b"x y " * (size // 4) + b'"}]'
    yield "mail.eml", b"From: a@b.example\nTo: c@d.example\nMessage-ID: <1@b.example>\n\n" + prose
    yield "chat.txt", b"1/22/23, 6:30 PM - Ida: " + b"a b " * (size // 4) + b"\n1/22/23, 6:31 PM - Tom: b\n"


def main() -> None:
    size = int(float((sys.argv[1:2] or ["50"])[0]) * 1_000_000)
    for name, data in files(size):
        begun = time.process_time()
        found = readers.read(name, data, Overrides())
        said = f"{len(found)} readings" if isinstance(found, tuple) else str(found)[:100]
        print(f"{name:14} {len(data) / 1e6:6.1f} MB {time.process_time() - begun:7.1f} s  {said}", flush=True)


if __name__ == "__main__":
    main()
