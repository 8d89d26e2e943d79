"""Text → where keys, tokens and passwords stand in it, so that they can be taken out before anybody else reads it.

Only what is surely a credential counts: by its own prefix, by its form, or as a value with too little order for a word
where something is called a password or a key. Placeholders and examples of manuals are words like others.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


class Credential(NamedTuple):
    """What is to be taken out."""

    kind: str
    """As a person calls it: `AWS key`."""
    start: int
    end: int


class _Sign(NamedTuple):
    kind: str
    literals: tuple[str, ...]
    """With one of them begins whatever the pattern matches: nowhere else is it tried."""
    pattern: re.Pattern[str]
    """Its last group, or all of it, is the credential."""
    is_real: Callable[[re.Match[str]], bool]


_PLACEHOLDER = re.compile(
    r"example|placeholder|your[-_]?|change[-_ ]?me|dummy|sample|redacted|insert|replace|x{4}|\.{3}|0{6}"
    r"|password|passwd|secret|foobar|\*{3}"
    r"|^(?:1234567|(?-i:abcdef|ABCDEF))|^<.*>$|<[a-z][\w -]*>|^\$[({]?[a-z_]|\$[({]|\{\{|\{[a-z_.]+\}|^%|%[sd(]",
    re.I,
)
_WORD = re.compile(r"[A-Za-z]+(?:[-_. ][A-Za-z]+)*[-_.]?\d{0,3}")
_PATH = re.compile(r"(?:\.{0,2}|~|[A-Za-z]:)[/\\]|https?:|\w+\.(?:py|js|ts|go|rs|json|ya?ml|md|txt|com|org|io)\b")
_NAME_IN_A_PATH = re.compile(r"(?:[A-Z]{2,}+[a-z]*+|[A-Z][a-z]?\d|[A-Z]?[a-z]{2,}+|\d{1,4}+)*+")
_HEAD = re.compile(r"[^\s\"'`,;<>(){}\[\]|\\]*")
"""What of a value is looked at, where the rest may be the code around it."""
_AROUND = ".,;:!?)]}*\"'`"
_WORDS = re.compile(r"[a-z]{3,10}(?:[ -][a-z]{3,10}){3,7}")
_PROSE = frozenset(
    "the and you your for from with that this these those see below above are was were will must may can should not"
    " has have had any all one two its our their his her use used when where what which who how than then least most"
    " minimum maximum characters required optional password passwords please ask enter left empty same default user"
    " der die das und ist sind wird oder nicht mit von ein eine bitte siehe".split()
)
"""A phrase with one of these was written to be read."""
_SECRETS = r"password|passwd|passphrase|passwort|kennwort"
_NAMED = (
    rf"(?:{_SECRETS}|pwd|(?<=[_-])pass|(?<=api)key|(?<=(?:api|ret|ess|ate|ion|ing)[_-])key|(?<=(?:ret|ess)access)key"
    r"|secret|token)"
)


def _always(found: re.Match[str]) -> bool:
    return True


def _is_no_example(found: re.Match[str]) -> bool:
    return not re.search(r"EXAMPLE|X{6}|x{6}|\.{3}|0{10}", found.group())


def _is_mixed(found: re.Match[str]) -> bool:
    """Whether a key has letters and digits in no order, as no identifier of a program has."""
    value = found.group()
    return _is_no_example(found) and any(c.isdigit() for c in value[8:]) and _entropy(value) >= 3.3


def _is_password(found: re.Match[str]) -> bool:
    """Whether the part of an address between `:` and `@` was meant to be kept. It may hold an `@` itself."""
    user, value = found["user"], found["value"]
    ends = [at.start() for at in re.finditer("@", value)] + [len(value)]
    parts = [value[:end] for end in ends if end >= _SHORTEST_PASSWORD]
    return any(user.casefold() != part.casefold() and not _is_known(part) for part in parts)


def _is_value(found: re.Match[str]) -> bool:
    """Whether what is assigned to a password or a key is one, and no word, name, path or call."""
    named = _is_called_password(found["name"])
    if found["quoted"] is not None:
        parts = found["quoted"].split()
        return any(_is_secret(part, named) for part in parts) or (named and _is_phrase(found["quoted"]))
    value: str = found["bare"]
    head = _HEAD.match(value).group()  # type: ignore[union-attr]
    is_name = re.fullmatch(r"[\w.$]*", head) is not None
    if is_name and value[len(head) :][:1] in ("(", "[", "{"):
        return False
    return _is_secret(head, named) or (named and not is_name and _is_secret(value.rstrip(_AROUND), named))


def _is_called_password(name: str) -> bool:
    return name.lower().startswith(("p", "k")) and name.lower() != "key"


def _is_secret(value: str, named: bool) -> bool:
    """Whether a value has too little order for a word; less is asked of what is called a password."""
    if len(value) < (8 if named else 16) or _is_known(value) or _PATH.match(value):
        return False
    return _entropy(value) >= (2.7 if named else 3.3)


def _is_said(found: re.Match[str]) -> bool:
    """Whether a sentence tells a password: one word that is none, and no name of a method or a length."""
    value = found["value"].strip(_AROUND + "“”„«»")
    if all(_WORD.fullmatch(part) or part.isdigit() or not part for part in re.split(r"[-_/.:+]", value)):
        return False
    return _is_secret(value, True)


def _is_phrase(value: str) -> bool:
    """Whether these are words that make no sentence, as people are told to choose them."""
    return _WORDS.fullmatch(value) is not None and _PROSE.isdisjoint(re.split("[ -]", value))


def _is_phrase_alone(found: re.Match[str]) -> bool:
    return _is_phrase(found["value"].rstrip())


def _is_bearer(found: re.Match[str]) -> bool:
    value = found["value"].strip(_AROUND)
    return len(value) >= 12 and not _is_known(value) and _entropy(value) >= 2.7


def _is_mixed_bearer(found: re.Match[str]) -> bool:
    return _is_bearer(found) and _is_mixed(found)


def _is_random(value: str) -> bool:
    """Whether 40 signs and more are the base64 of nothing, no path, name or digest."""
    kinds = (str.isupper, str.islower, str.isdigit)
    if not all(any(map(kind, value)) for kind in kinds) or _entropy(value) < 4:
        return False
    return not all(_NAME_IN_A_PATH.fullmatch(part) for part in value.split("/"))


def _is_known(value: str) -> bool:
    """Whether it stands for a secret, or is a word or a name."""
    return _PLACEHOLDER.search(value) is not None or _is_plain(value)


def _is_plain(value: str) -> bool:
    """Whether it reads as a word or a name, or is all letters or all digits."""
    digits = sum(c.isdigit() for c in value)
    return _WORD.fullmatch(value) is not None or digits == 0 or digits == len(value) or not re.search("[A-Za-z]", value)


def _entropy(value: str) -> float:
    """In bits a character."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())


def _by_signs(literals: Iterable[str]) -> Mapping[bytes, Sequence[str]]:
    found: dict[bytes, list[str]] = {}
    for literal in dict.fromkeys(literals):
        found.setdefault(literal.encode().translate(None, _COMMON), []).append(literal)
    return found


def _sign(
    kind: str, literals: str, pattern: str, is_real: Callable[[re.Match[str]], bool] = _is_no_example, flags: int = 0
) -> _Sign:
    return _Sign(kind, tuple(literals.split()), re.compile(pattern, flags), is_real)


_SHORTEST = 16
"""Of words that can hold a credential by its form, in characters."""
_SHORTEST_PASSWORD = 6
"""Of an address, in characters."""
_OPENS_A_KEY = "-----BEGIN"
_IN_SHORT_WORDS = (_OPENS_A_KEY, "curl", "uthorization", "UTHORIZATION", "Bearer", "bearer")
_BOUND = r"(?<![A-Za-z0-9_-])"
_END = r"(?![A-Za-z0-9])"
_SIGNS: tuple[_Sign, ...] = (
    _sign(
        "private key",
        _OPENS_A_KEY,
        r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
        r"(?:(?:(?!-----)[\s\S]){0,20000}?-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
        r"|[A-Za-z0-9+/=\s]{0,20000})",
        _always,
    ),
    _sign("AWS key", "AKIA ASIA ABIA ACCA", rf"{_BOUND}(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{{16}}{_END}"),
    _sign("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", rf"{_BOUND}gh[pousr]_[A-Za-z0-9]{{36,255}}{_END}"),
    _sign("GitHub token", "github_pat_", rf"{_BOUND}github_pat_[A-Za-z0-9_]{{40,255}}"),
    _sign("GitLab token", "glpat- gldt- glrt- glcbt- glptt-", rf"{_BOUND}gl(?:pat|dt|rt|cbt|ptt)-[\w-]{{20,100}}"),
    _sign("Slack token", "xox", rf"{_BOUND}xox[abeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{{10,250}}", _is_mixed),
    _sign("Slack token", "xapp-", rf"{_BOUND}xapp-\d-[A-Za-z0-9-]{{20,250}}", _is_mixed),
    _sign("Slack webhook", "hooks.slack.com/", r"hooks\.slack\.com/services/(T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[\w]{16,})"),
    _sign("Stripe key", "sk_live_ rk_live_ sk_test_ rk_test_", rf"{_BOUND}[rs]k_(?:live|test)_[A-Za-z0-9]{{16,250}}"),
    _sign("Stripe secret", "whsec_", rf"{_BOUND}whsec_[A-Za-z0-9+/]{{24,}}"),
    _sign("Google key", "AIza", rf"{_BOUND}AIza[\w-]{{35}}(?![\w-])"),
    _sign("Google secret", "GOCSPX-", rf"{_BOUND}GOCSPX-[\w-]{{28}}(?![\w-])"),
    _sign("Google token", "ya29.", rf"{_BOUND}ya29\.[\w-]{{20,}}"),
    _sign("Anthropic key", "sk-ant-", rf"{_BOUND}sk-ant-[\w-]{{20,250}}", _is_mixed),
    _sign("OpenAI key", "sk-", rf"{_BOUND}sk-[\w-]{{0,200}}?T3BlbkFJ[\w-]{{20,200}}"),
    _sign(
        "OpenAI key", "sk-proj- sk-svcacct- sk-admin-", rf"{_BOUND}sk-(?:proj|svcacct|admin)-[\w-]{{20,250}}", _is_mixed
    ),
    _sign("API key", "sk-", rf"{_BOUND}sk-(?:or-v1-|lf-)?[A-Za-z0-9]{{32,64}}{_END}", _is_mixed),
    _sign("Hugging Face token", "hf_", rf"{_BOUND}hf_[A-Za-z0-9]{{34,40}}{_END}"),
    _sign("npm token", "npm_", rf"{_BOUND}npm_[A-Za-z0-9]{{36}}{_END}"),
    _sign("PyPI token", "pypi-AgE", rf"{_BOUND}pypi-AgE[\w-]{{50,}}"),
    _sign("SendGrid key", "SG.", rf"{_BOUND}SG\.[\w-]{{22}}\.[\w-]{{43}}"),
    _sign("DigitalOcean token", "dop_v1_ doo_v1_", rf"{_BOUND}do[op]_v1_[a-f0-9]{{64}}"),
    _sign("Telegram token", ":AA", r"(?<=\d{8}):(AA[\w-]{33})(?![\w-])"),
    _sign("Azure key", "AccountKey=", r"AccountKey=([A-Za-z0-9+/]{80,}={0,2})"),
    _sign("token", "eyJ", rf"{_BOUND}eyJ[\w-]{{10,}}\.eyJ[\w-]{{10,}}\.[\w-]{{10,}}"),
    _sign(
        "password",
        "://",
        r"://(?P<user>[^\s/:@\"'<>()\[\]]{0,100}(?:@[^\s/:@\"'<>()\[\]]{1,100}(?=:[^\s/]{0,200}@))?):"
        r"(?!\d{1,5}[/?#])(?P<value>[^\s\"'<>]{6,200})(?<!/)(?=@[\w\[])",
        _is_password,
    ),
    _sign(
        "password",
        "curl",
        r"curl\b(?:\\\n|[^\n]){0,300}?[ \t](?:-u[ \t]*|--user[ \t=]+)(?P<mark>[\"'])?(?P<user>[^\s:\"']{1,100}):"
        r"(?P<value>(?(mark)(?:(?!(?P=mark))[^\n]){6,200}|\S{6,200}))",
        _is_password,
    ),
    _sign(
        "token",
        "uthorization UTHORIZATION",
        r"(?i:uthorization)[\"'`]{0,2}[ \t]{0,4}[:=][ \t]{0,4}[\"'`]{0,2}(?i:bearer|basic|token|apikey)[ \t]{1,4}"
        r"(?P<value>[^\s\"'`]{8,4000})",
        _is_bearer,
    ),
    _sign("token", "Bearer bearer", r"(?i:bearer)[ \t]{1,4}(?P<value>[^\s\"'`]{16,4000})", _is_mixed_bearer),
)
_COMMON = b"aeionrstdhlmfw \n"
"""What most of a text consists of: to look for much in the rest takes a seventh of the time."""
_BY_SIGNS = tuple(_by_signs(literal for sign in _SIGNS for literal in sign.literals).items())
"""What of literals is left without that, which stands wherever they do; and the literals."""
_ASSIGNED = re.compile(
    rf"(?P<name>{_NAMED})(?:\\?[\"'`*]){{0,3}}[ \t]?(?::=|=>|[:=])\*{{0,3}}[ \t]*"
    r"(?:(?P<mark>\\*(?:\"{3}|'{3}|`{1,3}|[\"']))(?P<quoted>(?:\\[^\n]|[^\n\\]){1,1000}?)(?P=mark)"
    r"|[\"'`]{0,3}(?P<bare>[^\s\"'`]\S{7,199}))",
    re.I,
)
_SAID = re.compile(
    rf"(?:{_SECRETS})(?:[ \t]+[^\s.:;!?]{{1,20}}){{0,4}}?[ \t]+(?:is|was|ist|war|lautet)(?:[ \t]+now)?:?[ \t]+"
    r"[\"'`“„«*]{0,3}(?P<value>[^\s\"'`“„«*]\S{7,199})",
    re.I,
)
_PHRASE = re.compile(
    rf"(?m)(?:{_SECRETS}|pwd)(?:\*{{0,3}}[ \t]*[:=]\*{{0,3}})[ \t]*(?P<value>[a-z][a-z -]{{14,100}})$", re.I
)
_REST, _LINE = re.compile(r"\S{0,4000}"), re.compile(r"[^\n]{0,4000}")
_RANDOM = re.compile(r"(?<![A-Za-z0-9+/_.-])[A-Za-z0-9+/]{40,88}={0,2}(?![A-Za-z0-9+/=_-])")
_NEAR = 120
"""How far the key of an AWS account stands from its number or from the word, in characters."""
_NAMES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "ass": (("assw", 1), ("ASSW", 1), ("assphrase", 1), ("ASSPHRASE", 1), ("pass", 0), ("PASS", 0)),
    "ecret": (("ecret", 1), ("ECRET", 1)),
    "oken": (("oken", 1), ("OKEN", 1)),
    "ennwort": (("ennwort", 1), ("ENNWORT", 1)),
    "pwd": (("pwd", 0), ("PWD", 0)),
    "key": (("key", 0), ("Key", 0), ("KEY", 0)),
}
"""Small letters that stand in names of passwords and keys; as they are spelled, and how far behind a name's beginning.
Few texts have any of the six, and to look for six takes less time than to look for all spellings."""


def credentials(text: str) -> list[Credential]:
    """Every credential in a text, in order; none lies in another."""
    apart: list[Credential] = []
    for one in sorted(_found(text), key=lambda one: one.start):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
        elif one.end > apart[-1].end:
            apart[-1] = apart[-1]._replace(end=one.end)
    return apart


def note(kind: str) -> str:
    """What stands where a credential stood."""
    return f"[redacted: {kind}]"


def _found(text: str) -> Iterator[Credential]:
    # Cutting a text into words takes longer than all else: as a rule nothing that a credential begins with is in it.
    signs = text.encode("utf-8", "surrogatepass").translate(None, _COMMON)
    held = [literal for rest, some in _BY_SIGNS if rest in signs for literal in some if literal in text]
    if held:
        long = " ".join([word for word in text.split() if len(word) >= _SHORTEST])
        held = [literal for literal in held if literal in long or literal in _IN_SHORT_WORDS]
    for sign in _SIGNS if held else ():
        for literal in sign.literals:
            if literal in held:
                yield from _signed(sign, literal, text)
    for at in _named(text):
        yield from _called(text, at)
    if "ecret" in text or b"ECRET" in signs or b"AKIA" in signs or b"ASIA" in signs:
        yield from _random(text)


def _called(text: str, at: int) -> Iterator[Credential]:
    """What is assigned to the name that stands here, or told in a sentence about it."""
    match = _ASSIGNED.match(text, at)
    if match and _is_value(match):
        kind = "password" if _is_called_password(match["name"]) else "key"
        yield Credential(kind, *(match.span("quoted") if match["quoted"] is not None else _to_the_end(match)))
        return
    said = _SAID.match(text, at)
    if said and _is_said(said):
        yield Credential("password", *said.span("value"))
    phrase = _PHRASE.match(text, at)
    if phrase and _is_phrase_alone(phrase) and _opens_a_line(text, at):
        yield Credential("password", *phrase.span("value"))


def _to_the_end(found: re.Match[str]) -> tuple[int, int]:
    """Where a value stands that no quotes close: up to white space, or to the end of the line if one opens it."""
    start, end = found.span("bare")
    rest = _LINE if found.string[start - 1] in "\"'`" else _REST
    longer = rest.match(found.string, end)
    return start, longer.end() if longer else end


def _opens_a_line(text: str, at: int) -> bool:
    """Whether only the rest of a setting's name stands before it: `DB_PASSWORD`, `- **Password`."""
    line = text[max(text.rfind("\n", max(0, at - 60), at) + 1, at - 60) : at]
    return re.fullmatch(r"[ \t>*+-]*(?:export[ \t]+)?[\w.-]*", line) is not None


def _random(text: str) -> Iterator[Credential]:
    """Keys of AWS that nothing but what stands near them gives away."""
    seen = 0
    for at in sorted(at for word in ("ecret", "ECRET", "AKIA", "ASIA") for at in _places(text, word)):
        start = max(seen, at - _NEAR)
        for match in _RANDOM.finditer(text, start, at + _NEAR + 100):
            if match.start() <= at + _NEAR and _is_no_example(match) and _is_random(match.group()):
                yield Credential("AWS key", *match.span())
        seen = max(start, at)


def _signed(sign: _Sign, literal: str, text: str) -> Iterator[Credential]:
    for at in _places(text, literal):
        match = sign.pattern.match(text, at)
        if match and sign.is_real(match):
            yield Credential(sign.kind, *match.span(match.lastindex or 0))


def _places(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


def _named(text: str) -> Iterator[int]:
    """Where something may be assigned to what is called a password or a key."""
    small = text.lower()
    for letters, names in _NAMES.items():
        if letters in small:
            yield from (at - behind for name, behind in names for at in _places(text, name) if at >= behind)
