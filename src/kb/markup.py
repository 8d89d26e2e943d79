"""Markdown to the words it shows, and words to markdown that shows exactly them, in Obsidian and on GitHub."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u3000-\u303f"
_PUNCTUATION = r"!-/:-@\[-`{-~"
_URL = r"ttps?://(?:[\w.~:/?#@!$&'()+,;=%-]*[^\W_]|[\w.~:/?#@!$&'()+,;=%-]*/)?"
_ENTITY = r"(?:[#][0-9]{1,7}|[#][xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_TARGET = (
    r"\([ \t\n]*+(?:<[^<>\n]*+>|(?:[^\s()<>\\]|\\.)*+(?:\((?:[^\s()\\]|\\.)*+\)(?:[^\s()\\]|\\.)*+)*+)"
    r"(?:[ \t\n]++(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?[ \t\n]*+\)"
)

# As Obsidian has it: no space inside the dollars, no digit behind them, so that "$5 or $6" stays prose.
_MATHS = r"\$\$(?:[^\\$\n]|\\.)++\$\$|\$(?![\s$])(?:[^\\$\n]|\\.)*+(?<!\s)\$(?!\d)"

# A match begins with one of few characters, so that plain prose is passed over at the speed of a character scan.
_TOKEN = re.compile(
    rf"""(?P<maths>{_MATHS})|[\\h`<&!\[\]*_~=](?:
      (?<=\\)(?P<escaped>[{_PUNCTUATION}])
    | (?<=h)(?P<url>{_URL})
    | (?<=`)(?P<ticks>`*)
    | (?<=<)(?P<comment>!--(?:[^<-]++|<(?!!--)|-(?!->))*-->)
    | (?<=<)(?P<tag>/?[A-Za-z][A-Za-z0-9-]*+(?:\s[^<>]*+|/)?>)
    | (?<=<)(?P<address>[A-Za-z][A-Za-z0-9+.-]*+[:@][^\s<>]*+)>
    | (?<=&)(?P<entity>{_ENTITY})
    | (?:(?<=!)\[|(?<=\[))(?:\[(?P<target>[^\[\]|\n]++)(?:\|(?P<shown>[^\[\]\n]*+))?\]\]
        | \^(?P<footnote>[^\[\]\s]++)\] | (?P<open>))
    | (?<=\])(?P<close>{_TARGET}|\[[^\[\]]*+\]|)
    | (?<=[*_])(?P<run>(?:(?<=\*)\**|(?<=_)_*))
    | (?<=~)(?P<struck>~*)
    | (?<==)(?P<marked>=*)
    )""",
    re.VERBOSE,
)
BLOCK_TAG = re.compile(r"/?(?:br|p|div|td|th|tr|li|ul|ol|h[1-6]|hr|table|blockquote|pre|details|summary)\b", re.I)
_BLOCK_ID = re.compile(r"(?:(?<=\s)|\A)\^k[0-9a-f]{8}(?:-\d+)?\s*\Z")
_LENGTHS = {"~": (1, 2), "=": (2,)}
_SPECIAL = re.compile(r"[\\`<&\[*_~=|\n]")
_OPENS_A_LINE = frozenset("#>-+0123456789")
_FENCE = re.compile(
    r"^(?P<margin>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?)(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)$", re.M
)
_RULE = re.compile(r"^[ \t>]*(?:([-*_])(?:[ \t]*\1){2,}|=+|-+)[ \t]*$", re.M)
_TABLE_RULE = re.compile(r"(?<=\n)[ \t>]*(?=[^\n]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.M)
_ITEM = r"(?:[-+*](?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)|%s[.)](?:[ \t]+|$))"
_MARGIN = r"^(?:[ \t]*(?:>|%s))*[ \t]*(?:\[![\w-]+\][-+]?[ \t]*|\[\^?(?P<label>[^\[\]\n]+)\]:[ \t]+)?"
_PROSE_MARGIN = re.compile(_MARGIN % (_ITEM % "1"), re.M)
# Numbers of four digits and more stay: "1986. A great year." is a list to markdown and a year to its reader.
_LIST_MARGIN = re.compile(_MARGIN % (_ITEM % "[0-9]{1,3}"), re.M)
_LIST = re.compile(r"[ \t>]*" + _ITEM % "[0-9]{1,9}")
_HEADING = re.compile(r"^[ \t]*(?:>[ \t]*)*#{1,6}(?:[ \t]+(?P<title>[^\n]*?))??(?:[ \t]+#+)?[ \t]*$", re.M)
_WRAPPED_CJK = re.compile(rf"(?<=[{_CJK}])[ \t]*\n[ \t]*(?=[{_CJK}])")
_RISKY_MARK = rf"""
      (?<=\\)(?=[{_PUNCTUATION}]|\Z)
    | (?<=[A-Za-z]:)(?=//) | (?<=w)(?P<www>ww)(?=\.\w)
    | (?<=`)
    | (?<=[*_])(?P<run>(?:(?<=\*)\**|(?<=_)_*))
    | (?<=~)(?P<struck>~*)
    | (?<==)(?P<marked>=+)
    | (?<=%)(?=%)|(?<=%%)
    | (?<=\S\$)(?!\d)|(?<=\$\$)
    | (?:(?<=\s\#)|(?<=\A\#))(?=[^\s\#\d]|\d+[^\s\d.,;:!?)])
    | (?<=<)(?=[A-Za-z/!?])
    | (?<=&)(?={_ENTITY})
    | (?<=\[)(?=[\[^])|(?<=\[\[)
    | (?<=\])(?=[(\[:])
    | (?<=\^)(?=\[) | (?:(?<=\s\^)|(?<=\A\^))(?=[A-Za-z0-9-]+\Z)
"""
_MARK = re.compile(r"[\\:`*_~=%$#<&\[\]^]")
"""With none of these nothing but www is risky."""
_RISKY = re.compile(rf"[\\w:`*_~=%$\#<&\[\]^](?:{_RISKY_MARK})", re.VERBOSE)
_RISKY_BUT_ADDRESSES = re.compile(rf"[\\hw:`*_~=%$\#<&\[\]^](?:(?<=h)(?P<url>{_URL})|{_RISKY_MARK})", re.VERBOSE)
_OPENS_A_BLOCK = re.compile(
    r"(?P<number>[0-9]{0,9})(?:(?<=[0-9])[.)](?=\s|\Z)|(?<![0-9])"
    r"(?:#{1,6}(?=\s|\Z)|>|[-+*](?=\s|\Z)|\[(?=[ xX]\]\s|!)|([-_*=])(?=(?:[ ]?\2)*\Z)))"
)


def fold(text: str) -> str:
    """`text` on one line, with single spaces."""
    return " ".join(text.split())


def readable(markdown: str) -> str:
    """The words that a block of markdown shows, on one line; code in fences keeps its lines.

    Notes of footnotes, comments, tags and a block's id are dropped; links give their text, images their description,
    formulas their source.
    """
    if "^k" in markdown:
        markdown = _BLOCK_ID.sub("", markdown)
    if not _SPECIAL.search(markdown) and markdown.lstrip()[:1] not in _OPENS_A_LINE:
        return fold(markdown)
    if "```" not in markdown and "~~~" not in markdown:
        return _prose(markdown)
    parts: list[str] = []
    at = 0
    while opening := _FENCE.search(markdown, at):
        closing = re.compile(rf"^[ \t>]*{opening['mark'][0]}{{{len(opening['mark'])},}}[ \t]*$", re.M)
        closed = closing.search(markdown, opening.end())
        parts.append(_prose(markdown[at : opening.start()]))
        parts.append(_code(markdown[opening.end() : closed.start() if closed else None], len(opening["margin"])))
        at = closed.end() if closed else len(markdown)
    return "\n".join(part for part in [*parts, _prose(markdown[at:])] if part)


def escape(text: str, *, addresses: bool = False) -> str:
    """Markdown, on one line, that shows the words of `text` and opens nothing: no link, tag, heading, list or note.

    With `addresses`, those of the web stay what GitHub and Obsidian make links of.
    """
    shielded = fold(text)
    if _MARK.search(shielded) or "www" in shielded:
        shielded = (_RISKY_BUT_ADDRESSES if addresses else _RISKY).sub(_shield, shielded)
    opening = _OPENS_A_BLOCK.match(shielded)
    return f"{opening['number']}\\{shielded[opening.end('number') :]}" if opening else shielded


def _shield(match: re.Match[str]) -> str:
    found = match.group()
    if match.lastgroup == "url":
        return found
    if match.lastgroup == "www":
        return found + "\\"
    if found[0] not in "*_~=":
        return "\\" + found
    opens, closes = _flanks(match.string, match.start(), match.end())
    # A tilde is common before a number ("~40"), so it is the closing one that is shielded.
    risky = closes or len(found) > 2 if found[0] == "~" else opens and found != "="
    return "".join("\\" + char for char in found) if risky else found


def _code(lines: str, margin: int) -> str:
    """The lines between two fences, without the margin that a list or a quotation gives them."""
    if margin:
        lines = re.sub(rf"^[ \t>]{{1,{margin}}}", "", lines, flags=re.M)
    return lines.strip("\n")


def _prose(markdown: str) -> str:
    """The words of markdown without fences, on one line."""
    markdown = markdown.strip()
    if not markdown:
        return ""
    if "|" in markdown and _TABLE_RULE.search(markdown):
        markdown = re.sub(r"(?<!\\)\|", " ", _TABLE_RULE.sub("", markdown))
    markdown = _opening(_RULE, "", markdown)
    markdown = _opening(_HEADING, lambda heading: heading["title"] or "", markdown)
    margin = _LIST_MARGIN if _LIST.match(markdown) else _PROSE_MARGIN
    markdown = _opening(margin, _label, markdown)
    return fold(_Inline(_WRAPPED_CJK.sub("", markdown) if "\n" in markdown else markdown).words())


def _opening(pattern: re.Pattern[str], shown: str | Callable[[re.Match[str]], str], markdown: str) -> str:
    """What `pattern` matches at the beginning of lines, replaced."""
    if "\n" in markdown:
        return pattern.sub(shown, markdown)
    # Of one line nothing else can match, and looking for it all the way takes most of the time.
    match = pattern.match(markdown)
    if match is None:
        return markdown
    return (shown if isinstance(shown, str) else shown(match)) + markdown[match.end() :]


def _label(margin: re.Match[str]) -> str:
    """What stays of a line's margin: the name of a link's address, which is nowhere else."""
    label = margin["label"]
    return f"{label}: " if label and "[^" not in margin.group() else ""


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the run of marks at text[start:end] can open and can close emphasis, as CommonMark has it."""
    before = _sort(text[start - 1]) if start else " "
    after = _sort(text[end]) if end < len(text) else " "
    left = after != " " and (after != "." or before != "w")
    right = before != " " and (before != "." or after != "w")
    if text[start] != "_":
        return left, right
    return left and (not right or before == "."), right and (not left or after == ".")


def _sort(char: str) -> str:
    """White space, punctuation or a letter, as the character that stands for it."""
    if char.isspace():
        return " "
    return "." if unicodedata.category(char)[0] in "PS" else "w"


class _Inline:
    """One pass over inline markdown; marks are kept as pieces until the one that closes them is seen."""

    def __init__(self, markdown: str) -> None:
        self._text = markdown
        self._pieces: list[str] = []
        self._brackets: list[int] = []
        self._runs: list[int] = []
        self._open: Counter[str] = Counter()
        self._never_closed: set[int] = set()

    def words(self) -> str:
        at = 0
        while token := _TOKEN.search(self._text, at):
            self._pieces.append(self._text[at : token.start()])
            at = self._take(token)
        self._pieces.append(self._text[at:])
        return "".join(self._pieces)

    def _take(self, token: re.Match[str]) -> int:
        """Adds what `token` shows; says where reading goes on."""
        match token.lastgroup:
            case "ticks":
                return self._code_span(token)
            case "open":
                self._brackets.append(len(self._pieces))
                self._pieces.append(token.group())
            case "close":
                self._close_bracket(token)
            case "run" | "struck" | "marked":
                self._mark(token)
            case _:
                self._pieces.append(_shown(token))
        return token.end()

    def _code_span(self, token: re.Match[str]) -> int:
        ticks = len(token.group())
        closing = None
        if ticks <= 8 and ticks not in self._never_closed:
            closing = re.compile(rf"(?<!`)`{{{ticks}}}(?!`)").search(self._text, token.end())
        if closing is None:
            self._never_closed.add(ticks)
            self._pieces.append(token.group())
            return token.end()
        self._pieces.append(self._text[token.end() : closing.start()])
        return closing.end()

    def _close_bracket(self, token: re.Match[str]) -> None:
        opened = self._brackets.pop() if self._brackets else None
        link = token["close"]
        if opened is not None and link and (link[0] == "(" or not _ends_in_word(self._pieces[:opened][-1:])):
            self._pieces[opened] = ""
        else:
            self._pieces.append(token.group())

    def _mark(self, token: re.Match[str]) -> None:
        marks = token.group()
        opens, closes = _flanks(self._text, *token.span())
        if marks[0] in _LENGTHS and len(marks) not in _LENGTHS[marks[0]]:
            opens = closes = False
        if closes:
            marks = self._close(marks)
        if marks and opens:
            self._open[marks[0]] += 1
            self._runs.append(len(self._pieces))
        self._pieces.append(marks)

    def _close(self, marks: str) -> str:
        """Takes `marks` off against the runs that they close; gives back those that close nothing."""
        while marks and self._open[marks[0]]:
            opened = self._runs.pop()
            opening = self._pieces[opened]
            self._open[opening[0]] -= 1
            if opening[0] != marks[0] or (marks[0] == "~" and opening != marks):
                continue
            pairs = min(len(opening), len(marks))
            self._pieces[opened] = opening[pairs:]
            marks = marks[pairs:]
            if self._pieces[opened]:
                self._open[opening[0]] += 1
                self._runs.append(opened)
        return marks


def _ends_in_word(pieces: list[str]) -> bool:
    return bool(pieces) and pieces[0][-1:].isalnum()


def _shown(token: re.Match[str]) -> str:
    """What a token that stands for itself shows."""
    match token.lastgroup:
        case "escaped":
            return token["escaped"]
        case "tag":
            return " " if BLOCK_TAG.match(token["tag"]) else ""
        case "address":
            return token["address"]
        case "target" | "shown":
            return token["shown"] or token["target"].replace("#", " > ")
        case "entity":
            return _character(token.group())
        case "url" | "maths":
            return token.group()
        case _:
            return ""


def _character(entity: str) -> str:
    """The character an entity names; the entity where there is no such name."""
    named = html.unescape(entity)
    return entity if named.endswith(";") and len(named) > 1 else named
