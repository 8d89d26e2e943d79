"""JSON that nobody else knows to its blocks: records as a table, small objects as a listing."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from kb.readers.blocks import Draft, listing
from kb.readers.decode import text_of, tidy
from kb.readers.formats.dataset.columns import counted
from kb.readers.formats.dataset.tabular import FIRST, Tally

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*(?:[\[{\"\d\-tfn\]]|$)|\{\s*[\"}])")
# Possessive throughout: prose in brackets must fail at once, not after trying every way to read it.
_WORD = re.compile(
    r'\s*+(?:[{}\[\]:,]|"(?:[^"\\]|\\.)*+"|-?[0-9]++(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.])|(?:true|false|null|NaN)\b)',
    re.S,
)
# So many words of JSON in a row are no accident.
_MOST_WORDS = 500
_HEAD = 65_536
_SPACE = re.compile(r"[ \t\n\r]*")
_LISTING = 16_000
# Columns such as user.address.city can still be read; deeper ones are counted.
_DEEPEST = 3
_ENOUGH = 10
_ENCODED = re.compile(r'"(?:data:[^"\s]{60,}|[A-Za-z0-9+/=_-]{200,})"')
_DECODER = json.JSONDecoder()


def opens_json(data: bytes) -> str | None:
    """What the first bytes promise: JSON, or JSON Lines; None for anything else, such as prose in brackets."""
    if not _OPENING.match(data[:400]):
        return None
    head = data[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if not _is_json(head, cut=len(data) > _HEAD):
        return None
    first, _, rest = head.partition("\n")
    if rest.lstrip()[:1] in ("{", "[") and _is_whole(first):
        return "JSON Lines: a value on each line"
    return "JSON"


def _is_json(head: str, *, cut: bool) -> bool:
    """Whether the text goes on as JSON does, word by word; a last word may be cut off."""
    at = 0
    for _ in range(_MOST_WORDS):
        word = _WORD.match(head, at)
        if word is None:
            rest = head[at:].strip()
            return not rest or (rest[0] == '"' and (cut or "\n" not in rest)) or (cut and len(rest) < 20)
        at = word.end()
    return True


def _is_whole(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False


def record_drafts(data: bytes, warnings: list[str]) -> list[Draft]:
    """The blocks. Raises ValueError where it is broken, RecursionError where it is nested too deeply."""
    decoded = text_of(data)
    if decoded is None:
        raise ValueError("binary")
    text = decoded[0].lstrip("\ufeff \t\r\n").rstrip()
    warnings += decoded[2]
    above = decoded[0][: decoded[0].find(text)].count("\n")
    if opens_json(data) != "JSON":
        return list(_json_lines(text, above, warnings))
    if text[0] == "[":
        return _list(text, warnings)
    return _object(text, above, warnings)


def _json_lines(text: str, above: int, warnings: list[str]) -> Iterator[Draft]:
    return _table("JSON Lines, a table", _values(text, "lines", warnings), warnings, _first_lines(text, above))


def _first_lines(text: str, above: int) -> tuple[int, int]:
    """The lines of the rows that are shown."""
    at = 0
    for _ in range(FIRST):
        try:
            at = _DECODER.raw_decode(text, found.end() if (found := _SPACE.match(text, at)) else at)[1]
        except (ValueError, RecursionError):
            break
    return above + 1, above + 1 + text.count("\n", 0, at)


def _list(text: str, warnings: list[str]) -> list[Draft]:
    values = _values(text, "list", warnings)
    few = list(islice(values, _ENOUGH))
    if len(text) <= _LISTING and not any(isinstance(one, dict | list) for one in few):
        return [_listing(text, warnings)]
    return list(_table("A JSON list, a table", _after(few, values), warnings))


def _after(few: list[object], values: Iterator[object]) -> Iterator[object]:
    yield from few
    yield from values


def _object(text: str, above: int, warnings: list[str]) -> list[Draft]:
    """An object: a listing where it is small; else its own values, and a table for each of its lists of records."""
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        # A second value stands behind the first: JSON Lines all the same, with values over several lines.
        if not error.msg.startswith("Extra data"):
            raise
        return list(_json_lines(text, above, warnings))
    lists = {name: value for name, value in said.items() if _are_records(value)}
    # Small objects, such as settings, are read as they stand; of records only a table can be surveyed.
    if len(text) <= _LISTING and not any(len(value) >= _ENOUGH for value in lists.values()):
        return [_listing(text, warnings)]
    drafts = list(_table("A JSON object", iter([{k: v for k, v in said.items() if k not in lists}]), warnings))
    for name, value in lists.items():
        drafts.append(Draft(name, (1, 1), "heading", level=2))
        drafts += _table("A list of records, a table", iter(value), warnings)
    return drafts


def _are_records(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(isinstance(one, dict) for one in value)


def _values(text: str, how: str, warnings: list[str]) -> Iterator[object]:
    """The values one after the other, without the whole of them in memory; what follows a broken one is left out."""
    at, count = 1 if how == "list" else 0, 0
    while True:
        found = _SPACE.match(text, at)
        at = found.end() if found else at
        if text[at : at + 1] in ("", "]"):
            break
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            if count == 0:
                raise
            warnings.append(f"broken or cut off after {counted(count, 'value')}")
            return
        count += 1
        yield value
        found = _SPACE.match(text, at)
        at = found.end() if found else at
        at += how == "list" and text[at : at + 1] == ","
    if how == "list" and at >= len(text):
        warnings.append(f"broken or cut off after {counted(count, 'value')}")


def _table(
    what: str, values: Iterator[object], warnings: list[str], lines: tuple[int, int] = (1, 1)
) -> Iterator[Draft]:
    tally = Tally()
    for value in values:
        if isinstance(value, dict):
            tally.add_record(dict(_cells(value)))
        elif isinstance(value, list):
            tally.add([_cell(one) for one in value])
        else:
            tally.add_record({"value": _cell(value)})
    found = list(tally.drafts(what, lines=lines))
    warnings += tally.warnings()
    yield from found


def _cells(record: Mapping[str, object], above: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    """The names and cells of a record; those of records inside it are named `outer.inner`."""
    for name, value in record.items():
        if isinstance(value, dict) and value and depth < _DEEPEST:
            yield from _cells(value, f"{above}{name}.", depth + 1)
        else:
            yield above + name, _cell(value)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return tidy(value, []).strip()
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, list):
        return counted(len(value), "value")
    if isinstance(value, dict):
        return counted(len(value), "field")
    return "" if value is None else json.dumps(value)


def _listing(text: str, warnings: list[str]) -> Draft:
    """The text as it stands, or a value a line where it is one long line."""
    lines = text if text.count("\n") >= 2 else json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    json.loads(text)
    shown = tidy(_ENCODED.sub('"…"', lines), warnings)
    if _ENCODED.search(lines):
        warnings.append("encoded data left out")
    return listing(shown, "json")
