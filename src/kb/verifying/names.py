"""A sentence and what it may draw on in, the names out that stand there in no form."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from kb.english.wordlists import acronyms, demonyms, given_names, listed
from kb.english.words import generic
from kb.verifying.known import Known, excused, literally
from kb.verifying.quoted import DOUBLED, RUN, Quoted
from kb.verifying.text import Text, Word

_LONGEST_ACRONYM = 6
_SHORTEST_SQUEEZED = 5
_TEACHINGS = ("ism", "ist", "ists", "ian", "ians", "an", "ans", "ic", "n", "ns", "sm")
"""What makes a word for a teaching, its followers or what is theirs out of a name."""
_PEOPLE = ("er", "ers", "n", "ns", "an", "ans", "ian", "ians", "ese", "i", "ish")
"""What makes a word for those who live in a place out of its name."""
_QUALITIES = tuple(
    "al ive ous ful able ible ab ib ent ant ari i ed ing less ic ate ish ar er id ite se ct in ain ard st ong"
    " re".split()
)
"""What an adverb's first part ends in."""
_PAIR = re.compile(r"(?=\b([A-Z]\w+ [A-Z]\w+))")
"""Two words with capitals, overlapping."""


def missing_names(sentence: Text, quoted: Quoted, told: Callable[[], Known] = Known) -> list[str]:
    """Names of the sentence that no quote holds and nothing excuses, as written, in order, each once.

    Of a name that is held in part, the rest alone; a given name may stand before a surname that is held.
    What is known is asked for where a name seems to be missing.
    """
    # Letter for letter first: a closer look costs ten times as much, and mostly nothing is left to look at.
    if _written(sentence.plain, quoted):
        return []
    runs = [*names(sentence)]
    if not runs:
        return []
    known = told()
    if _but_known(sentence.plain, quoted, known):
        return []
    lost: dict[str, None] = {}
    for run in runs:
        for part in _lost(run, quoted):
            if not excused(sentence, run, part, known, quoted):
                lost[" ".join(word.text for word in part)] = None
    return list(lost)


def _but_known(said: str, quoted: Quoted, known: Known) -> bool:
    """Whether all is written in the quotes but what is known besides."""
    rest = said
    for name in literally(known, quoted):
        rest = rest.replace(name, "")
    return rest != said and _written(rest, quoted)


def _written(said: str, quoted: Quoted) -> bool:
    unseen = {run for run in RUN.findall(said) if not run.islower()} - quoted.written
    if not all(run.casefold() in listed("function") and run.istitle() for run in unseen):
        return False
    return all(any(pair in quote for quote in quoted.quotes) for pair in _PAIR.findall(said))


def names(sentence: Text) -> Iterator[Sequence[Word]]:
    """Runs of words with capitals, and words with capitals inside, without what only its place gave a capital."""
    words, at = sentence.words, 0
    titled: bool | None = None
    capital = [not word.text.islower() and _capital(word) for word in words]
    while at < len(words):
        end = at + 1
        if capital[at]:
            while end < len(words) and capital[end] and sentence.joined(end):
                end += 1
            run = words[at:end]
            while run and (_plain(run[0]) if sentence.opens(at) else _small(run[0])):
                run, at = run[1:], at + 1
            while run and _small(run[-1]):
                run = run[:-1]
            if run:
                titled = _titled(words) if titled is None else titled
                run = tuple(word for word in run if not (titled and _plain(word)))
            if run:
                yield run
        at = max(end, at)


def _titled(words: Sequence[Word]) -> bool:
    """Whether Nearly Every Word Has a Capital, so that capitals tell little."""
    content = [word for word in words if word.low not in listed("function") and not word.number]
    return len(content) >= 4 and sum(map(_capital, content)) >= 0.85 * len(content)


def _capital(word: Word) -> bool:
    """Whether it is written as a name: Geely, iPhone, A380, SOEs."""
    text = word.text
    if len(text) < 2 or text.casefold() == text:
        return False
    return text[0].isupper() or (any(c.isupper() for c in text[1:]) and not word.number)


def _plain(word: Word) -> bool:
    """Whether a word has its capital from its place alone, as far as lists and endings can tell."""
    if any(c.isupper() for c in word.text[1:]) or word.low in listed("lookalikes"):
        return False
    if _small(word) or generic(word.low) or word.low.endswith(("ing", "ed", "ness", "ment")):
        return True
    return word.low.endswith("ly") and _quality(word.low.removesuffix("ly"))


def _quality(low: str) -> bool:
    """Whether it is what an adverb is made from: eventual, large; and no half of Geely."""
    return generic(low) or generic(f"{low}e") or low.endswith(_QUALITIES)


def _small(word: Word) -> bool:
    if word.text.isupper() and len(word.text) > 1 and word.low not in listed("calendar"):
        return False
    return word.low in listed("function") or word.low in listed("calendar") or word.low in listed("honorifics")


def _lost(run: Sequence[Word], quoted: Quoted) -> Iterator[Sequence[Word]]:
    """What of a name is not held, in runs."""
    held = [_held(word, quoted) for word in run]
    if all(held):
        if not _together(run, quoted):
            yield run
        return
    if _expanded(run, quoted) or _squeezed(run, quoted):
        return
    if held[-1] and all(word.low in given_names() or one for word, one in zip(run, held, strict=True)):
        return
    known = any(
        one and (word.text in quoted.written or not generic(word.low)) for word, one in zip(run, held, strict=True)
    )
    # Of a name that is known in part, "County", "Board" and the like are only what kind of thing it is.
    for one, words in groupby(zip(run, held, strict=True), key=itemgetter(1)):
        part = [word for word, _ in words]
        if not one and not (known and all(map(_kind, part))):
            yield part


def _kind(word: Word) -> bool:
    return word.low in listed("kinds") or word.low in listed("honorifics") or word.low in listed("function")


def _together(run: Sequence[Word], quoted: Quoted) -> bool:
    """Whether words of a name stand near each other in the quotes: else it is pieced together from others."""
    # "Chinese" is no part of a name in "the Chinese AI ecosystem".
    if len(run) < 2 or run[0].low in given_names() or (run[0].low in demonyms() and run[1].text.isupper()):
        return True
    return any((one.stem, other.stem) in quoted.neighbours for one, other in pairwise(run))


def _squeezed(run: Sequence[Word], quoted: Quoted) -> bool:
    """Whether a longer name is held written together: avclub for A.V. Club."""
    return len(run) > 1 and "".join(word.low for word in run) in quoted.compounds


def _held(word: Word, quoted: Quoted) -> bool:
    if word.text in quoted.written:
        return True
    low = word.low
    if low in quoted.folded or word.stem in quoted.stems or _people(low, quoted):
        return True
    if len(low) >= _SHORTEST_SQUEEZED and low in quoted.compounds:
        return True
    if len(low) >= _SHORTEST_SQUEEZED and _undoubled(low) in quoted.undoubled:
        return True
    if any(low.removesuffix(ending) in quoted.folded for ending in _TEACHINGS if len(low) > len(ending) + 3):
        return True
    if len(low) > len("Rome") and any(low + ending in quoted.folded for ending in _PEOPLE):
        return True
    short = low.removesuffix("s") if word.text[-1:] == "s" else low
    acronym = word.text[: len(short)].isupper() and 2 <= len(short) <= _LONGEST_ACRONYM
    return acronym and (short in quoted.initials or _everybody_knows(short, quoted))


def _undoubled(low: str) -> str:
    """Without a letter's repetition, which people get wrong in names: Patterson, Paterson."""
    return DOUBLED.sub(r"\1", low)


def _everybody_knows(short: str, quoted: Quoted) -> bool:
    full = acronyms().get(short)
    return full is not None and f" {full} " in quoted.phrase


def _people(low: str, quoted: Quoted) -> bool:
    """Whether the quotes hold the country for its people, the people for the country, or another name of it."""
    country = demonyms().get(low, "").casefold()
    if country and (country in quoted.countries or f" {country} " in quoted.phrase):
        return True
    return low in quoted.countries or any(low in one.split() for one in quoted.countries if " " in one)


def _expanded(run: Sequence[Word], quoted: Quoted) -> bool:
    """Whether the quotes hold the initials of a longer name: WHO for World Health Organization."""
    if len(run) < 2:
        return False
    initials = "".join(word.low[0] for word in run)
    return any(word.low == initials and word.text.isupper() for word in quoted.text.words)
