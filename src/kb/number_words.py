"""Number words: "five", "two hundred and five", "third", "the eighties", and what "half" or "November" stand for."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_MONTHS = "january february march april may june july august september october november december".split()

SCALES: Mapping[str, int] = {
    "hundred": 100,
    **dict.fromkeys(("k", "thousand", "tsd", "tausend"), 10**3),
    **dict.fromkeys(("m", "mn", "mln", "mio", "million", "millions", "millionen"), 10**6),
    **dict.fromkeys(("b", "bn", "bln", "mrd", "billion", "billions", "milliarde", "milliarden"), 10**9),
    **dict.fromkeys(("t", "tn", "trillion", "trillions", "billionen"), 10**12),
    "lakh": 10**5,
    "crore": 10**7,
    **dict.fromkeys("万萬", 10**4),
    **dict.fromkeys("亿億", 10**8),
    "兆": 10**12,
}
_SMALL: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **{word: value for value, word in enumerate(_ORDINALS, 1)},
    **{f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, 2)},
    "dozen": 12,
}
_LARGE: Mapping[str, int] = {
    word: SCALES[word] for word in ("hundred", "thousand", "million", "millions", "billion", "billions", "trillion")
}
_CENTURIES = range(10, 21)
_LETTERS = re.compile(r"[^\W\d_]+")

_DERIVED: Mapping[str, tuple[Decimal, ...]] = {
    **{word: (Decimal(value),) for value, word in enumerate(_MONTHS, 1)},
    **{word[:3]: (Decimal(value),) for value, word in enumerate(_MONTHS, 1)},
    **{word: (Decimal(1900 + 10 * value), Decimal(10 * value)) for value, word in enumerate(_DECADES, 2)},
    "half": (Decimal("0.5"), Decimal(50)),
    "quarter": (Decimal("0.25"), Decimal(25), Decimal(4)),
    "quarters": (Decimal("0.25"), Decimal(25)),
    **dict.fromkeys(("double", "doubled", "doubling", "twice", "both", "pair"), (Decimal(2),)),
    **dict.fromkeys(("triple", "tripled", "tripling"), (Decimal(3),)),
    **dict.fromkeys(("once", "single"), (Decimal(1),)),
}
"""Values that a word implies without being a number."""


def implied(text: str) -> Iterator[Decimal]:
    """Every value that words of the text stand for: a run of number words as one, and each of its small words alone."""
    run: list[str] = []
    for word in [*_LETTERS.findall(text.casefold()), ""]:
        if word in _SMALL or word in _LARGE:
            run.append(word)
        elif word != "and" and run:
            yield Decimal(_together(run))
            yield from map(Decimal, _years(run))
            # "one and two" may be two numbers.
            yield from (Decimal(_SMALL[part]) for part in run if part in _SMALL)
            run = []
        yield from _DERIVED.get(word, ())


def _years(words: list[str]) -> Iterator[int]:
    """Years as they are spoken: nineteen sixty-six, twenty twenty, twenty oh five, nineteen hundred."""
    for at, word in enumerate(words):
        century = _SMALL.get(word, 0)
        rest = [_SMALL[one] for one in words[at + 1 : at + 3] if one in _SMALL]
        if century in _CENTURIES and rest and 10 <= rest[0] < 100:
            yield century * 100 + rest[0]
            if len(rest) > 1 and rest[0] % 10 == 0 and rest[1] < 10:
                yield century * 100 + sum(rest)


def _together(words: list[str]) -> int:
    total = part = 0
    for word in words:
        if word in _LARGE and _LARGE[word] > 100:
            total += max(part, 1) * _LARGE[word]
            part = 0
        elif word in _LARGE:
            part = max(part, 1) * _LARGE[word]
        else:
            part += _SMALL.get(word, 0)
    return total + part
