"""A sentence and what it may draw on in, the rare words out that stand there in no form."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kb.english.wordlists import listed, related
from kb.english.words import generic, part
from kb.verifying.quoted import Quoted
from kb.verifying.text import Text, Word

_SHORTEST = 3
_LONG = 12
_FIGURED = re.compile(r"[^\W\d_]\d")
_SCIENCE = re.compile(
    r"(?:itis|osis|a?emia|omas?|ectomy|otomy|oscopy|ologists?|ology|onomy|onomist|metry|phage|cytes?|derm|oids?|tron"
    r"|phyte|saurus|lysis|genic|kinase|mycin|cillin|azoles?|statins?|mabs?|gnosis|pathy|trophy|plasma?|plasty|sphere)$"
)
_COMPOUND = re.compile(
    r"(?:chlor|brom|fluor|iod|ox[iy]|hydr|meth|eth|prop|benz|phen|nitr|sul[fp]h?|phosph|carb|amin|gluc|fruct|lact|cyan"
    r"|prote|lip|nucle|poly|mono|tri|di|para|iso|acet|alk|am|cell|chol|cort|dopa|sero|ins|keto|ribo|thy|vita|alka)"
)
_SUBSTANCE = re.compile(r".{3}(?:ine?s?|ides?|ites?|ates?|ases?|oses?|anes?|enes?|ynes?|yls?|ols?|iums?|eins?)$")
_ABSTRACT = re.compile(r"(?:tions?|ness(?:es)?|ments?|i?ty|ities|ships?|isms?|ances?|ences?|ers?|ors?|ing|ed|ly|sts?)$")


def missing_terms(sentence: Text, quoted: Callable[[], Quoted]) -> list[str]:
    """Words of a science or a trade, by their shape, that are not held: as written, each once.

    A word that begins like one of the quotes' is held, and so is one that may be written for it (bought, acquired).
    What is quoted is asked for where a word has such a shape: few have.
    """
    rare = [word for word in sentence.words if _rare(word.text, word.low) and not _passed_over(word)]
    return list(dict.fromkeys([word.text for word in rare if not held(word, quoted())]))


def novel(sentence: Text, quoted: Quoted) -> Iterator[Word]:
    """The words of the sentence, but small ones and figures, that are held in no form."""
    for word in sentence.words:
        if not _passed_over(word) and not held(word, quoted):
            yield word


def _passed_over(word: Word) -> bool:
    return word.number or word.low in listed("function") or len(word.low) < 2


def held(word: Word, quoted: Quoted) -> bool:
    if word.low in quoted.folded or word.stem in quoted.stems or quoted.kin(word.low):
        return True
    return not related().get(word.stem, frozenset()).isdisjoint(quoted.stems)


@lru_cache(maxsize=100_000)
def _rare(text: str, low: str) -> bool:
    if len(low) < _SHORTEST or not text.islower() or generic(low):
        return False
    if _FIGURED.search(low) or _SCIENCE.search(low) or (_COMPOUND.match(low) and _SUBSTANCE.search(low)):
        return True
    return len(low) >= _LONG and part(low) == "noun" and not _ABSTRACT.search(low)
