"""Reads the markdown specifications: cases with small wikis and with marks for what is wrong in them."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from building import PROMPTS
from kb.diagnostics import Diagnostic
from kb.digest import Digest, sha256
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding, Rule, rules
from kb.lint.run import EVERYTHING, told
from kb.llm.meters import Observed
from kb.wiki.frontmatter import page_digest
from kb.wiki.page import Page
from kb.wiki.scan import scan
from models import Saying

_PART = re.compile(
    r"^## (?P<case>[^\n]*)"
    r"|^(?P<fence>`{3,})(?P<path>[^\n`]+?)(?P<flags>(?: crlf| bom| latin-1| unreadable)*)\n(?P<text>.*?)^(?P=fence)$",
    re.M | re.S,
)
_MARK = re.compile(r"//\s(?P<code>[A-Z]{3}\d{3})(?::(?P<column>\d+))?(?P<words>.*?)(?:\s\((?P<severity>\w+)\))?$")


@dataclass(frozen=True, slots=True)
class Mark:
    path: str
    line: int
    code: str
    column: int | None
    words: str
    severity: str

    def fits(self, found: Diagnostic) -> bool:
        place = (found.path, found.line, found.code, str(found.severity))
        same = place == (self.path, self.line, self.code, self.severity)
        return same and self.column in (None, found.column) and self.words in found.message


@dataclass(slots=True)
class Case:
    name: str
    pages: dict[str, bytes] = field(default_factory=dict)
    raw: dict[str, Digest] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    concepts: str = ""
    marks: list[Mark] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    replies: dict[str, str] = field(default_factory=dict)
    """What a model replies, by stage, as JSON; stages without a reply are not asked."""

    def bundle(self) -> Bundle:
        pages = {path: self._scanned(path, data) for path, data in self.pages.items()}
        undecodable = frozenset(path for path, data in self.pages.items() if not _decodes(data))
        files = frozenset(self.files)
        return Bundle(pages, self.raw, files, undecodable, unreadable=self.unreadable, concepts=self.concepts)

    def _scanned(self, path: str, data: bytes) -> Page:
        text = data.decode("utf-8", "replace")
        text = re.sub(r"SHA256\((.+?)\)", lambda match: self.raw[match.group(1)], text)
        return scan(path, text.replace("DIGEST", page_digest(text)))

    def found(self) -> list[Diagnostic]:
        """By all rules; by those that need a model as far as it replies."""
        bundle = self.bundle()
        judged = [(rule, one) for rule in rules() for one in self._judged(rule, bundle)]
        findings = [(rule, one) for rule in rules() for one in rule.check(bundle)]
        return told(bundle, [*findings, *judged], EVERYTHING)

    def _judged(self, rule: Rule, bundle: Bundle) -> Sequence[Finding]:
        if rule.judged is None or not self.replies.keys() & {*rule.judged.stages}:
            return ()
        model = Saying(lambda request: self.replies[request.stage])
        return rule.judged.judge(bundle, Observed(model), PROMPTS).found

    def filled(self, blocks: Iterable[re.Match[str]]) -> "Case":
        for block in blocks:
            self._add(block["path"], block["flags"], block["text"])
        return self

    def _add(self, path: str, flags: str, text: str) -> None:
        self.marks = [mark for mark in self.marks if mark.path != path]
        kept: list[str] = []
        for line in text.splitlines():
            mark = _MARK.match(line)
            if mark:
                self.marks.append(_mark(path, len(kept), mark))
            else:
                kept.append(line)
        self._place(path, flags.split(), "".join(f"{line}\n" for line in kept))

    def _place(self, path: str, flags: list[str], text: str) -> None:
        if path.startswith("reply "):
            self.replies[path.removeprefix("reply ")] = json.dumps(yaml.safe_load(text))
        elif "unreadable" in flags:
            self.unreadable[path] = "permission denied"
        elif path.startswith("raw/"):
            self.raw[path] = sha256(text.encode())
        elif path.endswith(".md"):
            text = text.replace("\n", "\r\n") if "crlf" in flags else text
            encoding = "utf-8-sig" if "bom" in flags else "latin-1" if "latin-1" in flags else "utf-8"
            self.pages[path] = text.encode(encoding)
        elif path == "concepts.yaml":
            self.concepts = text
        else:
            self.files.add(path)


def cases(specification: Path) -> Iterator[Case]:
    """The cases of a file, each with the blocks that stand before the first."""
    shared: list[re.Match[str]] = []
    own: list[re.Match[str]] = []
    case = None
    for part in _PART.finditer(specification.read_text(encoding="utf-8")):
        if part["case"] is None:
            (shared if case is None else own).append(part)
            continue
        if case is not None:
            yield case.filled([*shared, *own])
        case, own = Case(part["case"]), []
    if case is not None:
        yield case.filled([*shared, *own])


def _mark(path: str, line: int, match: re.Match[str]) -> Mark:
    column = int(match["column"]) if match["column"] else None
    usual = {rule.code: str(rule.severity) for rule in rules()}
    return Mark(path, line, match["code"], column, match["words"].strip(), match["severity"] or usual[match["code"]])


def _decodes(data: bytes) -> bool:
    return b"\xef\xbf\xbd" not in data and data.decode("utf-8", "replace").encode() == data
