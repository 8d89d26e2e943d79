"""A folder of texts in, a larger one out: copies whose words are exchanged, so that none is a duplicate.

A word takes the place of another of nearly the same frequency, so sentences stay sentences to a program:
the same lengths, names, numbers and word statistics, and next to no five words in the same order.
"""

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

# Not what gives a format away: WEBVTT, `Name:`, front matter keys, parts of an address or a tag.
WORD = re.compile(r"(?<![\w/:.@#<-])(?<!Kind: )(?=[^\W\d_]*[^\W\d_A-Z])[^\W\d_]{4,}(?![\w:/@>-])")
NEAR = 60


def multiply(origin: Path, target: Path, copies: int) -> int:
    """Fill `target` with the files of `origin` and `copies - 1` changed sets of them; the number of files."""
    shutil.copytree(origin, target, dirs_exist_ok=True)
    texts = {path.relative_to(origin): text for path in files(origin) if (text := decoded(path)) is not None}
    ranked = vocabulary(texts.values())
    for number in range(1, copies):
        exchange = exchanged(ranked, random.Random(number))
        for name, text in texts.items():
            path = target / f"copy {number}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(rewritten(text, exchange), encoding="utf-8", newline="")
    return len(files(target))


def rewritten(text: str, exchange: dict[str, str]) -> str:
    return WORD.sub(lambda word: exchange[word[0]], text)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def decoded(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def vocabulary(texts: Iterable[str]) -> list[list[str]]:
    """Words from the most frequent to the rarest, capitalised ones apart."""
    counts = Counter(word for text in texts for word in WORD.findall(text))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return [[w for w in ranked if w[0].isupper()], [w for w in ranked if not w[0].isupper()]]


def exchanged(ranked: list[list[str]], chance: random.Random) -> dict[str, str]:
    """For each word another one, each used once, about as frequent."""
    mapping: dict[str, str] = {}
    for words in ranked:
        for start in range(0, len(words), NEAR):
            near = words[start : start + NEAR]
            mapping |= zip(near, chance.sample(near, len(near)), strict=True)
    return mapping
