"""The YAML of a golden set → its questions; everything that is wrong with it at once, each with its line."""

import difflib
from collections.abc import Iterator, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kb.evaluating.golden import Fact, Fault, Golden, wrong
from kb.search.words import words
from kb.stages.inquiry import Said
from kb.wiki.frontmatter import FrontMatterError, composed

_TOP = ("questions",)
_QUESTION = ("ask", "facts", "sources", "answerable", "before", "tags")
_FACT = ("fact", "optional")
_BEFORE = ("ask", "answer")


def parse(text: str, name: str) -> list[Golden]:
    """The questions in their order. Raises SettingsError that names every fault with its line."""
    root = composed(text.removeprefix("\ufeff"))
    if isinstance(root, FrontMatterError):
        raise wrong(name, [Fault(root.line, "", f"not YAML: {root.message}")])
    reader = _Reader()
    found = list(reader.questions(root))
    if reader.faults:
        raise wrong(name, reader.faults)
    return found


def _line(node: Node | None) -> int:
    return node.start_mark.line + 1 if node is not None and node.start_mark is not None else 1


def _kind(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "keys and values"
    return "a list" if isinstance(node, SequenceNode) else "a single value"


class _Reader:
    """Reads nodes as what they should be; what they are instead is noted."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def _wrong(self, node: Node | None, key: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(_line(node), key, message, hint))

    def questions(self, root: Node | None) -> Iterator[Golden]:
        if not isinstance(root, MappingNode):
            self._wrong(root, "", "a set begins with `questions:`", "below it stands a list of `- ask: ...`")
            return
        listed = self._fields(root, "", _TOP).get("questions")
        if not isinstance(listed, SequenceNode) or not listed.value:
            self._wrong(listed or root, "questions", "there is no list of questions", "each is `- ask: ...`")
            return
        seen: dict[str, int] = {}
        for node in listed.value:
            question = self._question(node)
            if question is None:
                continue
            first = seen.setdefault(question.id, question.line)
            if question.ask and first != question.line:
                self._wrong(node, "ask", f"the same question stands in line {first}", "remove one")
            yield question

    def _question(self, node: Node) -> Golden | None:
        if not isinstance(node, MappingNode):
            self._wrong(node, "questions", f"a question is `ask: ...` and more keys, not {_kind(node)}")
            return None
        fields = self._fields(node, "questions", _QUESTION)
        ask = self._text(fields["ask"], "ask") if "ask" in fields else ""
        if "ask" not in fields:
            self._wrong(node, "ask", "the question is missing", "write `- ask: What ...?`")
        facts = tuple(filter(None, (self._fact(one) for one in self._listed(fields.get("facts")))))
        sources = tuple(filter(None, (self._texts(one, "sources") for one in self._listed(fields.get("sources")))))
        answerable = self._flag(fields.get("answerable"), "answerable", default=True)
        if not answerable and (facts or sources):
            self._wrong(fields["answerable"], "answerable", "what can't be answered has no facts and no sources")
        before = tuple(filter(None, (self._said(one) for one in self._listed(fields.get("before")))))
        tags = tuple(self._text(one, "tags") for one in self._listed(fields.get("tags")))
        return Golden(ask, facts, sources, answerable, before, tags, _line(node))

    def _fields(self, node: MappingNode, where: str, known: Sequence[str]) -> dict[str, Node]:
        """The values by key; unknown keys and those that stand twice are noted."""
        found: dict[str, Node] = {}
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else ""
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
                self._wrong(key_node, where, f"unknown key {key!r}", hint)
            elif key in found:
                self._wrong(key_node, key, "it stands here twice", "put both into one list")
            else:
                found[key] = value
        return found

    def _listed(self, node: Node | None) -> Sequence[Node]:
        """The items of a list; a single value is a list of one, and nothing is none."""
        if isinstance(node, SequenceNode):
            return list(node.value)
        empty = node is None or (
            isinstance(node, ScalarNode) and node.tag == "plain" and node.value in ("", "~", "null")
        )
        return [] if empty or node is None else [node]

    def _text(self, node: Node, key: str) -> str:
        text = " ".join(node.value.split()) if isinstance(node, ScalarNode) else ""
        if not isinstance(node, ScalarNode):
            self._wrong(node, key, f"words belong here, not {_kind(node)}", "put text with a colon into quotes")
        elif not text:
            self._wrong(node, key, "it is empty")
        return text

    def _texts(self, node: Node, key: str) -> tuple[str, ...]:
        return tuple(filter(None, (self._text(one, key) for one in self._listed(node))))

    def _fact(self, node: Node) -> Fact | None:
        optional, said = False, node
        if isinstance(node, MappingNode):
            fields = self._fields(node, "facts", _FACT)
            if "fact" not in fields:
                self._wrong(node, "facts", "`fact:` is missing", "put text with a colon into quotes")
                return None
            said, optional = fields["fact"], self._flag(fields.get("optional"), "optional", default=False)
        ways = self._texts(said, "facts")
        for way in ways:
            if not words(way):
                self._wrong(said, "facts", f"{way!r} holds neither word nor number")
        return Fact(ways, optional) if ways else None

    def _said(self, node: Node) -> Said | None:
        fields = self._fields(node, "before", _BEFORE) if isinstance(node, MappingNode) else {}
        if len(fields) < len(_BEFORE):
            self._wrong(node, "before", "each is a question and what was answered", "write `- {ask: ..., answer: ...}`")
            return None
        return Said(self._text(fields["ask"], "before"), self._text(fields["answer"], "before"))

    def _flag(self, node: Node | None, key: str, *, default: bool) -> bool:
        if node is None:
            return default
        value = node.value.casefold() if isinstance(node, ScalarNode) else ""
        if value not in ("true", "false"):
            self._wrong(node, key, "it is true or false")
        return bool(value == "true")
