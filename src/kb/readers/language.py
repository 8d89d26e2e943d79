"""A text to its language: by script, then by its small words, and only where these can't tell by a trained model."""

import re
from functools import cache

_LANGUAGES = "en es fr de it pt nl sv da no fi pl cs sk hu ro bg ru uk el tr ar he fa hi ja zh ko vi id th ca hr"
_SMALL_WORDS = """
en the and of to is that in it for was with as on are this be have not but from they you we his by or at an
es el la de que y en los del se las por un para con una su al lo como más pero sus le ya este sí porque esta a he sobre
es muy son hay vez fue todo también
fr le la les de et des en du une est que pour dans qui sur au pas plus par avec ce il sont mais ou nous cette
de der die das und ist in den von zu mit nicht sich des auf für ein eine dem im als auch es an werden aus er
it il di che la e in un per del è una non con sono da le si gli alla dei nel anche più come ma della lo
pt o de que e do da em um para com não uma os no se na por mais as dos como mas ao das à seu ou foi é
nl de het een en van in is dat op te zijn met voor niet aan er om als ook maar door over bij naar uit dan
sv och att det som en på är av för med till den har de inte om ett men var jag från vi så kan
da og at det er en til på af for med der den de ikke som har et men var jeg fra vi så kan blev
pl i w na się z nie do to że jest o jak po co od za ale czy dla przez tak był jego są przy
"""


def _owners() -> dict[str, frozenset[str]]:
    """The languages that each small word belongs to."""
    lines = [line.split() for line in _SMALL_WORDS.strip().split("\n")]
    words = {word for _, *small in lines for word in small}
    return {word: frozenset(language for language, *small in lines if word in small) for word in words}


_OWNERS = _owners()
_CODES = _LANGUAGES.split()
_OWNED = {code: {word for word, owners in _OWNERS.items() if code in owners} for code in _CODES}
_NOT_LANGUAGE = re.compile(r"https?://\S+|[@#]\w+|`[^`\n]*`|[\w.+-]{1,64}@[\w.-]+|\d+")
_NOT_LANGUAGE_NOR_MAIL = re.compile(r"https?://\S+|#\w+|`[^`\n]*`|\d+")
_MAY_BE_NOT_LANGUAGE = re.compile(r"[#`:\d]")
_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha()}
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_LEAST_LETTERS = 20
_SAMPLE = 4000
_CLEARLY = 0.05
"""How much likelier the best language must be than the next, as a share of the logarithm."""
_CODE = re.compile(
    r"[ \t]*(?:[-\w.\"']+[ \t]*(?:=|:=|\+=)[ \t]*\S.*|[-\w.\"']+:(?:[ \t]+\S+)?|- ?\S+|\[[^\]\n]*\]"
    r"|(?:import|from|def|class|function|const|let|var|return|#include|public|private)\b.*|[<{}()\]].*|.*[{};])[ \t]*$",
    re.MULTILINE,
)
_FILLER = re.compile(
    r"\b(?:lorem|ipsum|dolor|consetetur|consectetur|adipiscing|sadipscing|eiusmod|eirmod|incididunt|labore|aliqua"
    r"|aliquyam|nostrud|exercitation|ullamco|voluptua|takimata|gubergren|invidunt|nonumy)\b",
    re.I,
)


def language_of(text: str) -> str:
    """BCP 47 primary tag, or nothing when there are too few letters to tell."""
    sample = _words_only(text[: 2 * _SAMPLE])[:_SAMPLE]
    letters = sum(map(len, _WORD.findall(sample)))
    script = _by_script(sample, letters)
    if script:
        return script
    if letters < _LEAST_LETTERS:
        return ""
    return by_small_words(sample, least=5) or _by_little(text[: 2 * _SAMPLE])


def _by_little(text: str) -> str:
    """The language of a text with few small words: of its sentences, without code, settings and filler."""
    lines = (line for line in _CODE.sub("", text).split("\n") if len(_FILLER.findall(line)) < 2)
    sample = _words_only("\n".join(lines))[:_SAMPLE]
    if sum(map(len, _WORD.findall(sample))) < _LEAST_LETTERS:
        return ""
    return by_small_words(sample) or _classified(sample)


def by_small_words(text: str, least: float = 1.4) -> str:
    """The language whose articles and prepositions the text is full of; nothing when that is not clear."""
    words = _words(text)
    scores = dict.fromkeys(_CODES, 0.0)
    for word in _OWNERS.keys() & words:
        owners = _OWNERS[word]
        for language in owners:
            scores[language] += 1 / len(owners)
    second, score = sorted(scores.values())[-2:]
    if score < least or score <= 1.7 * second:
        return ""
    first = max(scores, key=scores.__getitem__)
    often = sum(map(_OWNED[first].__contains__, words))
    return first if often * 7 >= len(words) else ""


def _words(text: str) -> list[str]:
    """Its words in lower case."""
    if text.isascii():
        return text.lower().translate(_NO_LETTERS).split()
    return [word.lower() for word in _WORD.findall(text)]


def _words_only(text: str) -> str:
    """The text without addresses, handles, code and numbers."""
    if "@" in text:
        return _NOT_LANGUAGE.sub(" ", text)
    return _NOT_LANGUAGE_NOR_MAIL.sub(" ", text) if _MAY_BE_NOT_LANGUAGE.search(text) else text


def clear_language(text: str) -> str:
    """The language of a line where script or small words leave no doubt, else nothing."""
    text = text[:400]
    letters = 0 if text.isascii() else sum(map(len, _WORD.findall(text)))
    return (letters and _by_script(text, letters)) or by_small_words(_words_only(text))


def _by_script(text: str, letters: int) -> str:
    if text.isascii() or not letters:
        return ""
    for language, script in _SCRIPTS:
        # A little kana makes it Japanese: most of a Japanese text may be Chinese characters.
        if len(script.findall(text)) > (0.05 if language == "ja" else 0.3) * letters and letters >= 4:
            return language
    return ""


def _classified(text: str) -> str:
    """What the trained model is sure of; it takes a third of a second to load, so it is asked last."""
    import py3langid  # type: ignore[import-untyped]

    try:
        _restrict()
        (first, best), (_, next_best) = py3langid.rank(text)[:2]
        return str(first) if best - next_best >= _CLEARLY * abs(best) else ""
    except OSError:  # It unpacks its model into a temporary file: on a full disk the language stays unknown.
        return ""


@cache
def _restrict() -> None:
    import py3langid

    py3langid.set_languages(_LANGUAGES.split())
