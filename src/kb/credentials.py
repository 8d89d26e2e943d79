"""Text → where keys, tokens and passwords stand in it, so that they can be taken out before anybody else reads it.

Only what is surely a credential counts: by its own prefix, by its form, or as a value with too little order for a word
where something is called a password or a key. Placeholders and examples of manuals are words like others.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
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
    r"example|placeholder|your[-_]?|change[-_ ]?me|dummy|sample|redacted|insert|replace|x{4}|\.{3}|0{6}|1234567|abcdef"
    r"|password|passwd|secret|foobar|\*{3}|[<>{}$%]",
    re.I,
)
_WORD = re.compile(r"[A-Za-z]+(?:[-_. ][A-Za-z]+)*[-_.]?\d{0,3}")
_PATH = re.compile(r"(?:\.{0,2}|~|[A-Za-z]:)[/\\]|https?:|\w+\.(?:py|js|ts|go|rs|json|ya?ml|md|txt|com|org|io)\b")
_NAMED = r"(?:password|passwd|passphrase|pwd|(?<=api)key|(?<=(?:api|ret|ess|ate|ion|ing)[_-])key|secret|token)"


def _always(found: re.Match[str]) -> bool:
    return True


def _is_no_example(found: re.Match[str]) -> bool:
    return not re.search(r"EXAMPLE|X{6}|x{6}|\.{3}|0{10}", found.group())


def _is_mixed(found: re.Match[str]) -> bool:
    """Whether a key has letters and digits in no order, as no identifier of a program has."""
    value = found.group()
    return _is_no_example(found) and any(c.isdigit() for c in value[8:]) and _entropy(value) >= 3.3


def _is_password(found: re.Match[str]) -> bool:
    """Whether the part of an address between `:` and `@` was meant to be kept."""
    user, value = found["user"], found["value"]
    return user.casefold() != value.casefold() and not _PLACEHOLDER.search(value) and not _is_plain(value)


def _is_value(found: re.Match[str]) -> bool:
    """Whether what is assigned to a password or a key is one, and no word, name, path or call."""
    value, name = found["value"], found["name"].lower()
    short = name in ("password", "passwd", "passphrase", "pwd")
    if len(value) < (8 if short else 16) or _entropy(value) < (2.7 if short else 3.3):
        return False
    return not (_PLACEHOLDER.search(value) or _is_plain(value) or _PATH.match(value))


def _is_plain(value: str) -> bool:
    """Whether it reads as a word or a name, or is all letters or all digits."""
    digits = sum(c.isdigit() for c in value)
    return _WORD.fullmatch(value) is not None or digits == 0 or digits == len(value) or not re.search("[A-Za-z]", value)


def _entropy(value: str) -> float:
    """In bits a character."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())


def _sign(
    kind: str, literals: str, pattern: str, is_real: Callable[[re.Match[str]], bool] = _is_no_example, flags: int = 0
) -> _Sign:
    return _Sign(kind, tuple(literals.split()), re.compile(pattern, flags), is_real)


_SHORTEST = 16
"""Of words that can hold a credential by its form, in characters."""
_OPENS_A_KEY = "-----BEGIN"
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
        r"://(?P<user>[^\s/:@\"'<>()\[\]]{0,100}):(?P<value>[^\s/:@\"'<>()\[\]]{6,200})(?=@[\w\[])",
        _is_password,
    ),
)
_ASSIGNED = re.compile(
    rf"(?P<name>{_NAMED})[\"'`*]{{0,3}}[ \t]?(?::=|=>|[:=])[ \t]*[\"'`]{{0,3}}"
    r"(?P<value>[^\s\"'`,;<>(){}\[\]|\\]{8,200})(?![(\[{])",
    re.I,
)
_NAMES = ("assw", "ASSW", "assphrase", "ASSPHRASE", "ecret", "ECRET", "oken", "OKEN")
_SHORT_NAMES = ("pwd", "PWD", "key", "Key", "KEY")
"""As they are spelled, the longer ones without their first letter: small letters of a whole text take longer to make
than to look through."""


def credentials(text: str) -> list[Credential]:
    """Every credential in a text, in order; none lies in another."""
    found = sorted(_found(text), key=lambda one: (one.start, -one.end))
    apart: list[Credential] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def note(kind: str) -> str:
    """What stands where a credential stood."""
    return f"[redacted: {kind}]"


def _found(text: str) -> Iterator[Credential]:
    # Most texts have few long words: looking through these alone takes a third of the time.
    long = " ".join(word for word in text.split() if len(word) >= _SHORTEST)
    for sign in _SIGNS:
        for literal in sign.literals:
            if literal in long or literal == _OPENS_A_KEY:
                yield from _signed(sign, literal, text)
    for at in _named(text):
        match = _ASSIGNED.match(text, at)
        if match and _is_value(match):
            yield Credential("password" if match["name"].lower().startswith("p") else "key", *match.span("value"))


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
    yield from (at for name in _SHORT_NAMES for at in _places(text, name))
    yield from (at - 1 for name in _NAMES for at in _places(text, name) if at)
