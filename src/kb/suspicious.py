"""A text → the places where it speaks to its reader's model instead of saying something, however it is disguised."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Sign(NamedTuple):
    """An order to a model."""

    start: int
    """Of the first character, in the text as it was given."""
    words: str
    """As they read once the disguise is off; at most 80 characters."""
    reason: str


_SHOWN = 80


class _Order(NamedTuple):
    """One kind of order."""

    reason: str
    hints: tuple[str, ...]
    """Words of which one stands in every such order: without them nothing is looked for."""
    pattern: re.Pattern[str]


def _with(verbs: str, objects: str) -> str:
    """A verb, up to five words, and what it is about."""
    return rf"\b(?:{verbs})\W+(?:[\w'’]+\W+){{0,5}}?(?:{objects})"


_OLD = r"(?:previous|prior|above|earlier|preceding|foregoing|existing|original|system|hidden|other)"
_NOUNS = (
    r"(?:instructions?|prompts?|rules|directions|directives|guidelines|commands|programming|training|constraints)\b"
)
_FEW = r"(?:(?:all|any|every|each|one|of|the|your|these|those|my)\W+){0,4}"
_SET_ASIDE = (
    rf"\b(?:ignore|disregard|forget|override|overlook|bypass)\W+{_FEW}"
    rf"(?:{_OLD}\s+(?:[\w'’]+\s+){{0,2}}?{_NOUNS}"
    rf"|{_NOUNS}\W+(?:[\w'’]+\W+){{0,4}}?(?:above|before|given|earlier|previously|so far)\b"
    r"|(?<=your\s)(?:[\w'’]+\W+)?(?:instructions|prompt|guidelines)\b)"
)
_ELSEWHERE = "|".join(
    (
        _with(r"ignorier\w*|vergiss|vergessen sie|missacht\w+", r"anweisung\w*|instruktion\w*|vorgaben|prompts?\b"),
        _with(r"ignore[rz]?|oublie[rz]?", r"(?:instructions?|consignes?|directives?)\W+(?:pr[ée]c[ée]d|ant[ée]r)\w+"),
        _with(r"ignor[ae]\w*|olvid[ae]\w*|caso omiso", r"instrucciones|[óo]rdenes anterior\w+"),
        _with(r"ignor[ea]\w*|esque[çc]\w+|desconsider\w+", r"instru[çc][õo]es"),
        _with(r"ignor[ai]\w*|dimentic\w+", r"istruzioni"),
        _with(r"negeer|vergeet", r"instructies|opdrachten"),
        _with(r"(?:z?ignoruj|zapomnij)\w*", r"instrukcj\w+|polece\w+"),
        _with(r"(?:про)?игнорир\w+|забудь\w*", r"инструкци\w+|указани\w+|команд\w*"),
        r"talimat\w*\W+(?:yok ?say|unut|görmezden|dikkate alma)\w*",
        r"(?:忽略|忽視|忽视|无视|無視|忘记|忘記|不要理会)[^。！？\n]{0,12}(?:指令|指示|提示|命令)",
        r"(?:以前|これまで|上記|前|すべて|全て)[^。！？\n]{0,10}(?:指示|命令|プロンプト)[^。！？\n]{0,8}(?:無視|忘れ)",
        r"(?:이전|위의|모든)[^.!?\n]{0,12}(?:지시|명령|프롬프트|지침)[^.!?\n]{0,8}(?:무시|잊)",
        r"(?:تجاهل\w*|انس)\W+(?:\w+\W+){0,3}(?:ال)?(?:تعليمات|أوامر)",
        r"(?:पिछले|पूर्व|सभी)[^।!?\n]{0,20}निर्देश[^।!?\n]{0,20}(?:अनदेखा|नज़रअंदाज़|भूल)",
    )
)
_MACHINE = r"(?:ai|llm|(?:large )?language model|chatbot|ai (?:assistant|agent|model|reader|summari[sz]er))"
_DROP = "tells a model to drop its instructions"


def _orders(*found: tuple[str, str, str]) -> tuple[_Order, ...]:
    return tuple(_Order(reason, tuple(hints.split("|")), re.compile(pattern)) for reason, hints, pattern in found)


_ORDERS = _orders(
    (_DROP, "ignor|disregard|forget|override|overlook|bypass", _SET_ASIDE),
    (
        _DROP,
        "anweisung|instruktion|vorgaben|prompt|instruction|consigne|directive|rdenes anterior|instru|istruzion"
        "|opdracht|polece|инструкци|указани|команд|talimat|指令|指示|提示|命令|プロンプト|지시|명령|프롬프트|지침"
        "|تعليمات|أوامر|निर्देश",
        _ELSEWHERE,
    ),
    (
        "gives a model another part to play",
        "you are now|new prompt|new system|new instruction|obey",
        r"\byou are now (?:an? )?(?:[\w-]+ )?(?:assistant|ai|chatbot|language model|dan|developer mode|jailbroken)\b"
        r"|\bnew (?:system )?(?:prompt|instructions?) ?:|\bnew system prompt\b"
        r"|\byou (?:must |will |shall |have to )?(?:now )?obey (?:the |this |these )?(?:\w+ )?"
        r"(?:source|text|instructions?|document)\b",
    ),
    (
        "asks a model for its instructions",
        "your",
        r"\b(?:reveal|print|show|output|leak|disclose|display)\W+(?:(?:me|us|out|all|of)\W+){0,3}your\W+"
        r"(?:[\w'’]+\W+){0,2}?(?:prompt|instructions|hidden)\b|\brepeat\W+(?:all of )?your (?:system|hidden|initial) ",
    ),
    (
        "speaks to a model",
        "model|chatbot|llm|ai|to the user|to your user",
        rf"\bif you(?:['’]re| are) (?:an? )?{_MACHINE}\W+(?:reading|process|summari|index|then|you\b|please|do\b|must)"
        rf"|\b(?:attention|note|message|instructions?|dear)\W+(?:to|for)?\W*(?:all\W+|any\W+)?{_MACHINE}s?\b ?[:,!]"
        r"|\bdo not (?:mention|reveal|tell|disclose|show)\b[^.!?\n]{0,40}\bto (?:the|your) user\b",
    ),
    (
        "asks a model to send something out",
        "http|www.",
        r"\b(?:send|post|forward|upload|exfiltrate|leak|transmit)\b[^.!?\n]{0,80}"
        r"\b(?:keys?|passwords?|secrets?|credentials|conversation|chat history|prompt|sources|contents?)\b"
        r"[^.!?\n]{0,40}\b(?:to|at)\W+[\"'<(]*(?:https?:|www\.)",
    ),
    (
        "plays a turn of a conversation with a model",
        "<|inst]|<<|system|assistant",
        r"<\|(?:im start|im end|system|user|assistant|endoftext|eot id|start header id)\|>|\[/?inst\]|<</?sys>>"
        r"|(?:^|\n)[ \t]*(?:#{1,6}[ \t]*)?(?:system|assistant)[ \t]*:[ \t]*"
        r"(?:ignore|you (?:are|must)|new|from now|always|never)\b",
    ),
    (
        "looks like a call, or like the end of what a model is shown",
        "<",
        r"<\W*/\s*(?:source|statements|passages|names|system|instructions|function calls|tool call)\s*>"
        r"|<(?:function calls|tool call|invoke name)\b",
    ),
)
_LOOK_ALIKES = str.maketrans(dict(zip("аеорсухіјѕԁһԛԝονραυι⁄∕‹〈⟨›〉⟩", "aeopcyxijsdhqwovpaui//<<<>>>", strict=True)))
_SEEMING = re.compile(f"[{''.join(map(chr, _LOOK_ALIKES))}]")
_RUSSIAN = re.compile(r"[бвгджзийклмнптфцчшщъыьэюя]{2}")
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_LEET = str.maketrans("013457@$", "oieastas")
_LEET_HINT = re.compile(r"[013457@$](?<=[a-z].)[013457@$]*[a-z]")
_LEET_WORD = re.compile(r"[a-z013457@$]*[a-z][a-z013457@$]*")
_SPACED = re.compile(r"\b[^\W\d_](?:[ .-]{1,2}[^\W\d_]\b){7,}")
_WORD_GAP = re.compile(r"[ .-]{2}")
_BASE64 = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/_-]{24,4000}={0,2}(?![\w+/=])")


def instructions(text: str) -> list[Sign]:
    """Every order to a model in `text`, in order; one that is only reported counts too."""
    found = {sign.start: sign for reading in _readings(text) for sign in _signs(reading)}
    return [found[start] for start in sorted(found)]


class _Reading(NamedTuple):
    """One way to read a text, and where its characters stand in it."""

    text: str
    offsets: list[int] | None = None
    """None: each stands at its own place."""
    at: int | None = None
    """Set where all of it stands for what begins there."""

    def place(self, offset: int) -> int:
        if self.at is not None:
            return self.at
        return self.offsets[offset] if self.offsets is not None else offset


def _signs(reading: _Reading) -> Iterator[Sign]:
    for order in _ORDERS:
        if any(map(reading.text.__contains__, order.hints)):
            for match in order.pattern.finditer(reading.text):
                blank = len(match.group()) - len(match.group().lstrip())
                shown = " ".join(match.group().split())[:_SHOWN]
                yield Sign(reading.place(match.start() + blank), shown, order.reason)


def _readings(text: str) -> Iterator[_Reading]:
    """The text as it is read, and what it becomes once letters stand together, digits are letters, or it is decoded."""
    plain = _plain(text)
    yield plain
    for match in _SPACED.finditer(plain.text):
        words = _WORD_GAP.split(match.group())
        yield _Reading(" ".join(re.sub(r"[ .-]", "", word) for word in words), at=plain.place(match.start()))
    if len(_LEET_HINT.findall(plain.text)) > 1:
        yield _Reading(_LEET_WORD.sub(lambda word: word.group().translate(_LEET), plain.text), plain.offsets)
    for match in _BASE64.finditer(text):
        yield _Reading(_decoded(match.group()), at=match.start())


def _plain(text: str) -> _Reading:
    """In small letters, each look-alike as what it looks like, without what nobody sees; emphasis is no word."""
    low = _unmarked(text.lower())
    if text.isascii():
        return _Reading(low)
    offsets = None
    if _UNSEEN.search(text) or len(low) != len(text) or not unicodedata.is_normalized("NFKC", text):
        seen = [at for at, char in enumerate(text) if not _UNSEEN.match(char)]
        offsets, low = seen, "".join(unicodedata.normalize("NFKC", text[at]).lower()[:1] or " " for at in seen)
    # In a Russian sentence Cyrillic letters are what they are.
    if _SEEMING.search(low) and not _RUSSIAN.search(low):
        low = low.translate(_LOOK_ALIKES)
    return _Reading(_unmarked(low), offsets)


def _unmarked(text: str) -> str:
    return text.replace("*", " ").replace("_", " ").replace("`", " ")


def _decoded(token: str) -> str:
    """What base64 says; nothing when that is no text."""
    padded = token.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        said = base64.b64decode(padded + "=" * (-len(padded) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return said.lower()
