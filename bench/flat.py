"""Flat cost: the tokens that one more source costs in wikis of several sizes, as a markdown table.

Made-up sources, all of one window: each speaks of one subject that all speak of, of some that many speak of, and of its
own. A reader by rule (tests/rule_reader.py) answers through the whole stack but the network, so that the tokens of
prompts and replies are those of a real run; a token is counted as 4 characters.
"""

import argparse
import itertools
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kb.compiling import compile_workspace
from kb.engine import Engine
from kb.llm.port import Answer
from kb.llm.request import Request, Role
from kb.workspace import Workspace

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from rule_reader import reply

SIZES = (10, 100, 1000)
MORE = 3
"""Sources that are added one after the other; their mean is told."""
SENTENCES = 40
SHARED = 60
"""Subjects that many sources speak of."""
_SYLLABLES = (
    "ba",
    "cor",
    "den",
    "fel",
    "gar",
    "hol",
    "jin",
    "kal",
    "lor",
    "mar",
    "nel",
    "por",
    "rus",
    "sol",
    "tam",
    "vel",
)


class Counted:
    """The reader by rule as a model, with the tokens that went in and out of it, by stage."""

    def __init__(self) -> None:
        self.tokens: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()

    def id(self, role: Role) -> str:
        return "rule"

    def answers(self, stage: str) -> bool:
        return stage not in ("describe", "segment")

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        for request in requests:
            keys = frozenset(request.shape.model_fields)
            text = json.dumps(reply(keys, request.prompt), ensure_ascii=False)
            self.calls[request.stage] += 1
            self.tokens[request.stage] += (len(request.system) + len(request.prompt) + len(text)) // 4
            yield Answer(request, text, model="rule")


def name(*key: object) -> str:
    """A made-up name; the same for the same key."""
    letters = random.Random(repr(key))
    first, second = ("".join(letters.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))
    return f"{first} {second}"


def source(number: int) -> str:
    """A text of about 700 words. Its facts are its own; half of its subjects are other sources' too."""
    dice = random.Random(number)
    shared = [name("shared", dice.randrange(SHARED)) for _ in range(4)]
    own = [name("own", number, one) for one in range(4)]
    subjects = itertools.cycle([name("hub"), *shared, *own])
    lines = (_sentence(next(subjects), dice, number, line) for line in range(SENTENCES))
    return f"# Report {number}\n\n" + "\n\n".join(" ".join(some) for some in _fours(list(lines))) + "\n"


def _fours(lines: list[str]) -> list[list[str]]:
    return [lines[at : at + 4] for at in range(0, len(lines), 4)]


def _sentence(subject: str, dice: random.Random, number: int, line: int) -> str:
    words = " ".join("".join(dice.choices(_SYLLABLES, k=2)) for _ in range(10))
    return f"{subject} delivered {dice.randrange(100, 999)} tonnes of {words} in lot {number} of row {line}."


def more(size: int, folder: Path) -> Counted:
    """What the next sources cost in a wiki of `size`."""
    workspace = Workspace.create(folder)
    for number in range(size):
        (workspace.raw / f"report-{number:04}.md").write_text(source(number), encoding="utf-8")
    _compile(workspace)
    asked = Counted()
    for number in range(size, size + MORE):
        (workspace.raw / f"report-{number:04}.md").write_text(source(number), encoding="utf-8")
        one = _compile(workspace)
        asked.tokens += one.tokens
        asked.calls += one.calls
    return asked


def _compile(workspace: Workspace) -> Counted:
    model = Counted()
    outcome = compile_workspace(workspace, lambda step: None, chosen=Engine("claude", model, writes=True))
    assert not [d for d in outcome.diagnostics if d.severity == "error"], outcome.diagnostics[:3]
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    print("| sources | tokens for one more | × the first | calls | by stage | seconds |")
    print("| ---: | ---: | ---: | ---: | --- | ---: |")
    first = 0
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            asked = more(size, Path(folder) / "wiki")
        tokens, seconds = asked.tokens.total() // MORE, time.perf_counter() - begun
        first = first or tokens
        by = ", ".join(f"{stage} {count // MORE:,}" for stage, count in asked.tokens.most_common())
        calls = asked.calls.total() / MORE
        print(f"| {size:,} | {tokens:,} | {tokens / first:.2f} | {calls:.0f} | {by} | {seconds:.0f} |", flush=True)


if __name__ == "__main__":
    main()
