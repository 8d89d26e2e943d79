"""Front matter of a page: cut off byte for byte, YAML 1.2 core into plain values, and back into YAML."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from kb.digest import digest

if TYPE_CHECKING:
    from yaml import SafeLoader as _Parser
else:
    from yaml.cyaml import CParser as _Parser

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"

_DEEPEST = 100
_NESTING = re.compile(r"[\[{]|[\]}]")
_INDENT = re.compile(rf"^[ ?-]{{{4 * _DEEPEST},}}", re.M)
_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M)
_GENERATED = re.compile(r"^generated:.*\n", re.M)


class Split(NamedTuple):
    """A page in two: `body` is the rest of the text as it stands, from line `line` on."""

    yaml: str | None
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatterError:
    """Why the YAML says nothing; `line` is 1-based within the YAML."""

    line: int
    message: str


def split(text: str) -> Split:
    """Cuts off the front matter between `---` and `---` (or `...`); without both there is none."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return Split(None, text.removeprefix("\ufeff"), 1)
    return Split(text[opening.end() : closing.start()], text[closing.end() :], text.count("\n", 0, closing.end()) + 1)


def page_digest(text: str) -> str:
    """Digest of what a page says, 16 hexadecimal digits: its front matter's `generated` line doesn't count."""
    front, body, _ = split(text.replace("\r\n", "\n"))
    return digest([_GENERATED.sub("", front or "", count=1), body])[:16]


def parse(text: str) -> Mapping[str, Value] | FrontMatterError:
    """The YAML as a mapping; nothing but null, true, false, numbers and strings: a date stays a string."""
    plain = _plain_lines(text)
    return plain if plain is not None else parse_yaml(text)


_KEY = "[A-Za-z_][A-Za-z0-9_-]{0,60}"
_BARE = r"[^\W_](?:[\w ,.'()/;!?&%+*=@\"’–—-]++|:(?=\S))*+"
_QUOTED_TEXT = r'"[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*"'
_WORDS_IN_FLOW = r"[^\W_][\w./-]*(?: [^\W_][\w./-]*)*"
_ITEM_IN_FLOW = f"(?:{_WORDS_IN_FLOW}|{_QUOTED_TEXT})"
_LINE = re.compile(
    rf"({_KEY}):(?: +(?:({_BARE})|({_QUOTED_TEXT})|\[({_ITEM_IN_FLOW}(?:, {_ITEM_IN_FLOW})*)\]"
    rf"|\{{({_KEY}: {_ITEM_IN_FLOW}(?:, {_KEY}: {_ITEM_IN_FLOW})*)\}}))? *"
)
_ITEMS = re.compile(rf"(?:({_KEY}): )?({_ITEM_IN_FLOW})(?:, |$)")


def _plain_lines(text: str) -> dict[str, Value] | None:
    """What a parser makes of lines that every parser of YAML agrees on: a word, and a value of few kinds of characters.

    None when one of the lines is another: then the parser has to be asked. It takes ten times as long.
    """
    found: dict[str, Value] = {}
    for line in text.removesuffix("\n").split("\n") if text else ():
        match = _LINE.fullmatch(line)
        if match is None or match[1] in found or match[1] in _WORDS:
            return None
        key, bare, quoted, listed, mapped = match.groups()
        if mapped is not None:
            pairs = [(name, _item(item)) for name, item in _ITEMS.findall(mapped)]
            if len(dict(pairs)) < len(pairs) or any(name in _WORDS for name, _ in pairs):
                return None
            found[key] = dict(pairs)
        elif listed is not None:
            found[key] = [_item(item) for _, item in _ITEMS.findall(listed)]
        else:
            found[key] = quoted[1:-1] if quoted is not None else _plain_value((bare or "").rstrip(" "))
    return found


def _item(text: str) -> Value:
    return text[1:-1] if text[0] == '"' else _plain_value(text)


def parse_yaml(text: str) -> Mapping[str, Value] | FrontMatterError:
    """As `parse`, by the YAML parser whatever the lines are."""
    root = composed(text)
    if isinstance(root, FrontMatterError):
        return root
    try:
        values = _Values().of(root) if root is not None else {}
    except yaml.MarkedYAMLError as error:
        return _fault(error)
    if not isinstance(values, dict):
        return FrontMatterError(1, "a list or a single value where `key: value` lines belong")
    return values


def composed(text: str) -> Node | FrontMatterError | None:
    """The YAML as nodes that know their places, a scalar's tag being plain or quoted; None where it says nothing."""
    if _too_deep(text):
        return FrontMatterError(1, "nested too deeply")
    try:
        node: Node | None = _Composer(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        return _fault(error)
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        return FrontMatterError(1, "a character that YAML does not allow")
    return node


def _fault(error: yaml.MarkedYAMLError) -> FrontMatterError:
    mark = error.problem_mark or error.context_mark
    return FrontMatterError(mark.line + 1 if mark else 1, error.problem or "not YAML")


def _too_deep(text: str) -> bool:
    """Whether brackets or indentation nest so deep that libyaml, which recurses without a limit, would crash."""
    if _INDENT.search(text):
        return True
    depth = deepest = 0
    for bracket in _NESTING.findall(text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


class _Composer(_Parser):
    """Text into nodes; what a plain word means is decided by `_Values`, so nothing is resolved here."""

    def resolve(self, kind: type[Node], value: str | None, implicit: tuple[bool, bool]) -> str:
        return "plain" if kind is ScalarNode and implicit[0] else "quoted"

    def descend_resolver(self, current_node: Node | None, current_index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


class _Values:
    """Nodes into values; a node that an alias repeats is made once, and one that holds itself is refused."""

    def __init__(self) -> None:
        self._made: dict[int, Value] = {}
        self._open: set[int] = set()

    def of(self, node: Node) -> Value:
        if isinstance(node, ScalarNode):
            return _plain_value(node.value) if node.tag == "plain" else str(node.value)
        if id(node) in self._open:
            raise yaml.MarkedYAMLError(problem="an alias to what it stands in", problem_mark=node.start_mark)
        if id(node) not in self._made:
            self._open.add(id(node))
            self._made[id(node)] = (
                self._mapping(node) if isinstance(node, MappingNode) else [self.of(item) for item in node.value]
            )
            self._open.remove(id(node))
        return self._made[id(node)]

    def _mapping(self, node: MappingNode) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = self.of(key_node)
            if not isinstance(key, str):
                raise yaml.MarkedYAMLError(
                    problem=f"the key {json.dumps(key)} is not a string; put it in quotes",
                    problem_mark=key_node.start_mark,
                )
            if key in made:
                raise yaml.MarkedYAMLError(problem=f"the key {key!r} stands twice", problem_mark=key_node.start_mark)
            made[key] = self.of(value_node)
        return made


_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Python refuses to convert longer ones, and such a row of digits is a name.
_LONGEST_NUMBER = 4000
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DOTTED = re.compile(r"\.([iInN])")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


def _plain_value(text: str) -> Value:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-+.0123456789" or len(text) > _LONGEST_NUMBER:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(_DOTTED.sub(r"\1", text))
    return text


_WIDE = 120
_INDICATORS = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|\.\.\.")
_QUOTED_ANYWHERE = re.compile(r":(?:\s|$)|\s#|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_QUOTED_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURELY_PLAIN = re.compile(r"[^\W\d_](?=.{5})[\w./-]*(?: [\w./-]+)*\Z")
_OLD_VALUE = re.compile(
    r"(?i:y|n|yes|no|on|off|=|<<|[-+]?0b[01_]+|[-+]?0x[0-9a-f_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?[0-9.][0-9_.]*(?:e[-+]?[0-9]+)?|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?.*)"
)


def emit(values: Mapping[str, Value]) -> str:
    """The mapping as YAML, keys in the given order, the same text for the same values: parse(emit(x)) == x."""
    return "".join(f"{_scalar(key, flow=False)}:{_entry(key, value)}\n" for key, value in values.items())


def _entry(key: str, value: Value) -> str:
    """What follows `key:`. A list of mappings, and a list too wide for a line, has a line for each item."""
    if not isinstance(value, list):
        return " " + (_flow(value) if isinstance(value, dict) else _scalar(value, flow=False))
    line = _flow(value)
    if value and (len(key) + len(line) > _WIDE or any(isinstance(item, dict) for item in value)):
        return "".join(f"\n  - {_flow(item)}" for item in value)
    return " " + line


def _flow(value: Value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key, flow=True)}: {_flow(item)}" for key, item in value.items()) + "}"
    return _scalar(value, flow=True)


def _scalar(value: bool | int | float | str | None, *, flow: bool) -> str:
    if isinstance(value, str):
        return value if _stays_plain(value, flow=flow) else _quoted(value)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return ".inf" if value > 0 else "-.inf"
    return json.dumps(value).replace("NaN", ".nan")


def _stays_plain(text: str, *, flow: bool) -> bool:
    """Whether every reader, of YAML 1.1 too, takes the bare text for this very string."""
    if _SURELY_PLAIN.match(text):
        return True
    if not text or _INDICATORS.match(text) or _QUOTED_ANYWHERE.search(text):
        return False
    if flow and _QUOTED_IN_FLOW.search(text):
        return False
    return _plain_value(text) == text and not _OLD_VALUE.fullmatch(text)


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda mark: f"\\u{ord(mark.group()):04x}", json.dumps(text, ensure_ascii=False))
