"""A name that no quote holds, and what is known besides the quotes in: whether it may stand in the sentence out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.verifying.quoted import Quoted
from kb.verifying.text import Text, Word

_REACH = 6
"""Words between a name and the verb that makes it a teller."""
_TELLING = frozenset(
    "say says said tell tells told write writes wrote written ask asks asked think thinks thought remember remembers"
    " remembered recall recalls recalled report reports reported state states stated claim claims claimed argue argues"
    " argued explain explains explained describe describes described note notes noted add adds added warn warns warned"
    " deny denies denied call calls called believe believes believed expect expects expected hope hopes hoped suggest"
    " suggests suggested mention mentions mentioned point points pointed estimate estimates estimated answer answers"
    " answered reply replies replied speak speaks spoke talk talks talked discuss discusses discussed compare compares"
    " compared count counts counted list lists listed name names named wonder wonders doubt doubts admit admits"
    " admitted credit credits see sees consider considers find finds found show shows praise praises praised advise"
    " advises recommend recommends according view account words opinion interview podcast episode conversation post"
    " thread article letter report book paper essay blog column note notes transcript author writer host guest speaker"
    " source sources editor reader question experience example memory put puts place places placed remark remarks"
    " remarked highlight highlights highlighted stress stresses stressed emphasize emphasizes emphasized acknowledge"
    " acknowledges acknowledged observe observes observed conclude concludes concluded comment comments commented"
    " raise raises raised propose proposes proposed insist insists insisted predict predicts predicted spoken"
    " hear hears heard feel feels felt joke jokes joked draw draws drew sum sums attention".split()
)
_SPEAKER = re.compile(r"\b(?:I|I['’]\w+|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Ww]e['’]\w+|[Uu]s|[Oo]urs?)\b")
_TITLED = re.compile(r"\b(?:we|we['’]\w+|us|ours?|you|yours?)\b", re.I)
_ABOUT = re.compile(r" (?:about|at|in|on) ")
"""What follows it in a title tells nothing: it is what is told of, or where."""
_REPORT = re.compile(r"\b(?:earnings|results|annual|quarterly|FY\d\d|Q[1-4])\b", re.I)
"""What stands before it in a title gives the report."""
_PERIOD = re.compile(r"(?:FY|Q|H)\d{1,4}")
_OF = re.compile(r"\b(?:about|at|in|on|of|to|from) (?:the |a |an )?\Z")


@dataclass(frozen=True, slots=True)
class Known:
    """Names that may stand in a sentence although no quote of it holds them."""

    names: tuple[str, ...] = ()
    """What the page is about: in a quote it is "it"."""
    called: tuple[tuple[str, ...], ...] = ()
    """Names of one thing each: where a quote holds one of them, the sentence may use another."""
    speakers: tuple[str, ...] = ()
    """Authors and speakers of the quotes. They may stand where the sentence tells who says it, and are "I" and "we"."""
    titles: tuple[str, ...] = ()
    """Of the quotes' sources. They may name who speaks, and what of: a "we" or a "you" is that."""

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.names, *(name for names in self.called for name in names), *self.speakers, *self.titles)


def excused(sentence: Text, run: Sequence[Word], lost: Sequence[Word], known: Known, quoted: Quoted) -> bool:
    """Whether what of a name the quotes do not hold may stand here all the same."""
    if any(_is(run, lost, name) for name in known.names):
        return True
    for names in known.called:
        if any(_is(run, lost, name) for name in names) and any(_phrase(name) in quoted.row for name in names):
            return True
    return _speaks(sentence, run, lost, known, quoted) or _told_of(sentence, run, lost, known, quoted)


def literally(known: Known, quoted: Quoted) -> Iterator[str]:
    """Names that may stand anywhere in the sentence, written as they are."""
    yield from known.names
    for names in known.called:
        if any(name in quote for name in names for quote in quoted.quotes):
            yield from names
    if known.speakers and any(map(_SPEAKER.search, quoted.quotes)):
        yield from known.speakers


def _speaks(sentence: Text, run: Sequence[Word], lost: Sequence[Word], known: Known, quoted: Quoted) -> bool:
    titled = [_ABOUT.split(title, maxsplit=1)[0] for title in known.titles]
    named = any(_is(run, lost, name) for name in (*known.speakers, *titled))
    if not named:
        return False
    # Of a talk whose speakers nobody names, the title does.
    speaks = not known.speakers or any(_is(run, lost, name) for name in known.speakers)
    return _told(sentence, run) or (speaks and any(map(_SPEAKER.search, quoted.quotes)))


def _told_of(sentence: Text, run: Sequence[Word], lost: Sequence[Word], known: Known, quoted: Quoted) -> bool:
    if not any(_is(run, lost, title) for title in known.titles):
        return False
    if all(_PERIOD.fullmatch(word.text) for word in lost) or any(_reports(run, lost, title) for title in known.titles):
        return True
    topic = any(_is(run, lost, title[about.end() :]) for title in known.titles if (about := _ABOUT.search(title)))
    return any(map(_TITLED.search, quoted.quotes)) or (
        topic and _OF.search(sentence.plain, 0, run[0].start) is not None
    )


def _reports(run: Sequence[Word], lost: Sequence[Word], title: str) -> bool:
    """Whether a source is the report of what is named: what it tells, it tells of that."""
    report = _REPORT.search(title)
    return report is not None and _is(run, lost, title[: report.start()])


def _is(run: Sequence[Word], lost: Sequence[Word], name: str) -> bool:
    """Whether the whole of a name, or the lost part when that says enough, stands in another in one piece."""
    phrase = _phrase(name)
    if _joined(run) in phrase:
        return True
    return len(lost) < len(run) and _joined(lost) in phrase and (len(lost) > 1 or phrase.endswith(_joined(lost)))


def _told(sentence: Text, run: Sequence[Word]) -> bool:
    """Whether a word of telling stands shortly before or behind the name."""
    words = sentence.words
    first, last = words.index(run[0]), words.index(run[-1])
    near = (*words[max(0, first - _REACH) : first], *words[last + 1 : last + 1 + _REACH])
    return any(word.low in _TELLING for word in near)


def _joined(words: Sequence[Word]) -> str:
    return f" {' '.join(word.stem for word in words)} "


@lru_cache(maxsize=4096)
def _phrase(name: str) -> str:
    """The stems of a name in a row, a space around each."""
    return _joined(Text(name).words)
