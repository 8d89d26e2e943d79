"""The words of a sentence in, the names in it out: proper names, acronyms, tools, and noun phrases in lower case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.english.wordlists import demonyms, listed
from kb.english.words import generic, is_person, part, vague
from kb.extractive.peoples import stands_for_country
from kb.extractive.tokens import Token

_LONGEST = 5
_PHRASE = 4
_LONGEST_WORD = 30
_TITLED = 0.85
_SHORT_ADVERB = 7


@dataclass(frozen=True, slots=True)
class Scene:
    """How the text around a sentence writes its words: what tells a name from a capital at a sentence's start."""

    capitals: frozenset[str]
    """Words, folded, that stand with a capital inside sentences."""
    lower: frozenset[str]
    """Words that stand in lower case."""
    speakers: frozenset[str]
    """Words of the speakers' names, folded: no common nouns, however they are spelled."""
    language: str = "en"

    @property
    def english(self) -> bool:
        return self.language in {"", "en"}

    def small(self, word: str) -> bool:
        """Whether a folded word is one of the small ones of the language: no name begins with it."""
        return word in listed("function") or (not self.english and word in listed("abroad"))

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Token]], speakers: Iterable[str], language: str = "en") -> "Scene":
        capitals: set[str] = set()
        lower: set[str] = set()
        for tokens in sentences:
            if titled(tokens):
                continue
            for number, token in enumerate(tokens):
                if not token.capital:
                    lower.add(token.low)
                elif number and _joined(token):
                    capitals.add(token.low)
        voices = frozenset(
            word.casefold() for speaker in set(speakers) if is_person(speaker) for word in speaker.split()
        )
        return cls(frozenset(capitals), frozenset(lower), voices, language)


def names(tokens: Sequence[Token], scene: Scene) -> list[str]:
    """Names in the order of the text, each once, as it is spelled."""
    plain = titled(tokens)
    found: dict[str, None] = {}
    at = 0
    while at < len(tokens):
        run = [] if plain else _capitals(tokens, at, scene)
        national = bool(run) and stands_for_country(tokens[:at], tokens[at], tokens[at + len(run) :])
        for name in _proper(run, national=national):
            # Every German noun has a capital: one alone is as common as a word in lower case.
            plain_noun = scene.language == "de" and len(run) == 1 and name.istitle()
            found[name.lower() if plain_noun else name] = None
        at += max(len(run), 1)
    for phrase in _phrases(tokens, scene, plain=plain) if scene.english else ():
        found.setdefault(phrase)
    return list(found)


def titled(tokens: Sequence[Token]) -> bool:
    """Whether Nearly Every Word Has a Capital, so that capitals tell nothing."""
    content = [token for token in tokens if token.low not in listed("function") and not token.number]
    return len(content) >= 4 and sum(token.capital for token in content) >= _TITLED * len(content)


def _joined(token: Token) -> bool:
    """Whether it goes on where the word before stopped, with nothing between that could start a sentence."""
    return not any(mark in token.gap for mark in ".!?:\"“”'‘\n•–—")


def _capitals(tokens: Sequence[Token], at: int, scene: Scene) -> list[Token]:
    """The run of words with capitals from `at`, without what only a sentence's start gave a capital."""
    if not tokens[at].capital or scene.small(tokens[at].low) or len(tokens[at].text) < 2:
        return []
    run = [tokens[at]]
    for token in tokens[at + 1 : at + _LONGEST + 2]:
        if token.gap != " " or run[-1].possessive or not _continues(run, token):
            break
        run.append(token)
    while run and not (run[-1].capital or run[-1].number):
        run.pop()
    initial = at == 0 or not _joined(tokens[at])
    if initial and not _stands(run, scene):
        return []
    return run


def _continues(run: Sequence[Token], token: Token) -> bool:
    if token.capital:
        return token.low not in listed("function")
    if token.number:
        return not token.text.isdigit() or len(token.text) <= 3
    return token.low in listed("connectors") or (token.low == "the" and run[-1].low == "of")


def _stands(run: Sequence[Token], scene: Scene) -> bool:
    """Whether a run at a sentence's start begins with a name."""
    first = run[0]
    if first.low in scene.capitals or first.acronym or any(c.isupper() for c in first.text[1:]):
        return True
    adverb = first.low.endswith("ly") and (len(first.low) > _SHORT_ADVERB or generic(first.low[:-2]))
    return not generic(first.low) and not adverb and first.low not in scene.lower


def _proper(run: list[Token], *, national: bool) -> Iterator[str]:
    """The names that a run of capitals holds: its title taken off, a people's word before an acronym set apart."""
    while run and (run[0].low in listed("honorifics") and len(run) > 1 and not run[1].number):
        run = run[1:]
    while len(run) > 1 and run[0].low.endswith("ing") and part(run[0].low) == "other":
        run = run[1:]
    while run and run[-1].low in listed("calendar") | listed("function"):
        run = run[:-1]
    if not run or all(token.number or token.low in listed("calendar") | listed("honorifics") for token in run):
        return
    country = demonyms().get(run[0].low)
    if country and (len(run) == 1 or all(token.acronym for token in run[1:])):
        if national:
            yield from (country, run[0].text)
        run = run[1:]
    if run and not _coined(run) and not (run[-1].number and run[0].low in listed("numbered")):
        yield " ".join(token.text for token in run)


def _coined(run: Sequence[Token]) -> bool:
    """Whether it is one word made for the occasion or for a machine: AI-powered, non-GAAP, OPENAI_API_KEY."""
    text = run[0].text
    hyphenated = text.split("-")
    made = len(hyphenated) > 1 and (hyphenated[0].islower() or part(hyphenated[-1]) in {"other", "modifier"})
    return any("_" in token.text for token in run) or (len(run) == 1 and (made or len(text) > _LONGEST_WORD))


def _phrases(tokens: Sequence[Token], scene: Scene, *, plain: bool) -> Iterator[str]:
    """Noun phrases in lower case, and what stands inside a longer one."""
    for chunk in _chunks(tokens, scene, plain=plain):
        words = [token.text if token.acronym and not plain else token.low for token in chunk][-_PHRASE:]
        for size in range(len(words), 1, -1):
            for start in range(len(words) - size + 1):
                if _says_something(words[start : start + size]):
                    yield " ".join(words[start : start + size])
        if len(words[-1]) > 3 and part(words[-1]) == "noun" and not generic(words[-1]):
            yield words[-1]


def _chunks(tokens: Sequence[Token], scene: Scene, *, plain: bool) -> Iterator[list[Token]]:
    """Runs of modifiers and nouns."""
    chunk: list[Token] = []
    for number, token in enumerate(tokens):
        if chunk and (token.gap not in {" ", "-"} or chunk[-1].possessive):
            yield chunk
            chunk = []
        if _belongs(tokens, number, scene, plain=plain):
            chunk.append(token)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _belongs(tokens: Sequence[Token], number: int, scene: Scene, *, plain: bool) -> bool:
    token = tokens[number]
    if token.number or len(token.text) < 2 or token.low in scene.speakers:
        return False
    if plain and (token.low in scene.capitals or token.low not in scene.lower):
        return False
    if token.capital and not plain:
        return token.acronym or (number == 0 and token.low in scene.lower and part(token.low) != "other")
    kind = part(token.low)
    return kind != "other" and not ((kind == "either" or not generic(token.low)) and _is_verb(tokens, number))


def _is_verb(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word that may be either is a verb here, by the word before it and the word after."""
    token = tokens[number]
    before = tokens[number - 1].low if number else ""
    after = tokens[number + 1].low if number + 1 < len(tokens) and tokens[number + 1].gap == " " else ""
    if before in listed("subjects") or after in listed("objects"):
        return True
    if (not before or before in listed("joints")) and token.low in listed("verbs"):
        return True
    follows_plural = before.endswith("s") and not before.endswith("ss") and part(before) == "noun"
    return follows_plural and not token.low.endswith("s") and after in listed("function")


def _says_something(words: Sequence[str]) -> bool:
    """Whether a phrase has a head that means something."""
    head = words[-1].casefold()
    if vague(head) or part(head) not in {"noun", "either"} or not any(c.islower() for c in words[-1]):
        return False
    if any(word.isupper() for word in words) and generic(head):
        return False
    return not all(vague(word) for word in words) and len(set(words)) == len(words)
