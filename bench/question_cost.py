"""What a question costs: the tokens of its prompt in wikis of several sizes, as a markdown table.

    python bench/question_cost.py [SIZES ...]

Made-up pages, half of them sources and half articles that quote them: each source speaks of one subject that all speak
of, of some that many speak of, and of its own. The same questions are asked in every wiki, the way `kb ask` asks them,
of a model that says nothing; the first half of them are asked again by a model that wishes for one more search, which
is the most that a question can take. Tokens are counted as kb's own guard does, at most 3 characters each.
Exit code 1 when a question takes more than 1.2 times as much in the largest wiki as in the smallest.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flat import SHARED, name
from kb.asking.answers import Library, Question
from kb.asking.once import ask
from kb.evaluating.trying import Heard, Mute
from kb.llm.estimate import request_tokens
from kb.llm.port import Answer, LanguageModel
from kb.llm.request import Request
from kb.search.index import Index
from kb.stages.answer import AnswerReply

SIZES = (100, 1_000, 10_000)
ALLOWED = 1.2
QUESTIONS = 30
SENTENCES = 24
PROMPTS = Path(__file__).resolve().parents[1] / "prompts"
_GOODS = ("barley", "copper", "granite", "indigo", "linen", "mercury", "nickel", "pepper", "saffron", "timber")


@dataclass(frozen=True, slots=True)
class Measured:
    median: float
    most: int


class Wishing(Mute):
    """A model that asks for one more search, and then says nothing."""

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        for request in requests:
            looks = [f"{name('shared', at)} {good}" for at, good in enumerate(_GOODS[:3])]
            reply = AnswerReply(look_up=looks, enough=False, sentences=[], disagreements=[], wanted="")
            yield Answer(request, reply.model_dump_json())


def subjects(number: int) -> list[str]:
    """What a source speaks of: what all do, what many do, and what is its own."""
    dice = random.Random(number)
    shared = [name("shared", dice.randrange(SHARED)) for _ in range(3)]
    return [name("hub"), *shared, *(name("own", number, one) for one in range(2))]


def sentences(number: int) -> list[str]:
    dice = random.Random(-1 - number)
    said = (
        f"{dice.choice(subjects(number))} delivered {dice.randrange(100, 999)} tonnes of {dice.choice(_GOODS)} in lot "
        f"{at} of the harbour, where {dice.choice(_GOODS)} and {dice.choice(_GOODS)} had been stored by "
        f"{name('clerk', dice.randrange(5000))} since {dice.randrange(1900, 2020)}."
        for at in range(SENTENCES)
    )
    return list(said)


def pages(size: int) -> dict[str, str]:
    """As kb writes them, without their front matter's sources and stamps."""
    made: dict[str, str] = {}
    for number in range(size // 2):
        lines = sentences(number)
        body = "\n\n".join(f"{' '.join(lines[at : at + 4])} ^k{at:08x}" for at in range(0, SENTENCES, 4))
        title = f"Report {number}"
        made[f"sources/r{number}.md"] = f"---\ntype: Source\ntitle: {title}\n---\n# {title}\n\n## Text\n\n{body}\n"
        title = subjects(number)[-1]
        notes = "\n".join(
            f'[^r{number}-{n}]: "{lines[at]}" — [Report {number}](../sources/r{number}.md#^k{at // 4 * 4:08x})'
            for n, at in enumerate(range(0, SENTENCES, 6), 1)
        )
        said = "\n".join(f"{lines[at]}[^r{number}-{n}]" for n, at in enumerate(range(0, SENTENCES, 6), 1))
        made[f"concepts/c{number}.md"] = f"---\ntype: Concept\ntitle: {title}\n---\n# {title}\n\n{said}\n\n{notes}\n"
    return made


def questions() -> list[str]:
    """About what one source says, what many say, and what all say; their words stand in the smallest wiki already."""
    forms = (
        "How many tonnes of {good} did {subject} deliver?",
        "What do the reports say about {subject} and {good}, and who disagrees?",
        "When was the {good} of {subject} stored in the harbour, and by whom?",
    )
    return [
        forms[at % 3].format(good=_GOODS[at % len(_GOODS)], subject=subjects(at)[at % 6]) for at in range(QUESTIONS)
    ]


def measured(index: Index, model: LanguageModel, asked: Sequence[str]) -> Measured:
    prompts = {path.stem: path.read_text(encoding="utf-8") for path in PROMPTS.glob("*.md")}
    tokens = []
    for text in asked:
        heard = Heard(model)
        ask(Question(text), Library(index, heard, prompts))
        tokens.append(sum(request_tokens(one.request) for one in heard.taken()))
    return Measured(statistics.median(tokens), max(tokens))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    sizes = parser.parse_args().sizes
    print(
        "| pages | passages | tokens, median | × the first | max | with a second search, median | max | a question, s |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    asked, medians = questions(), list[tuple[float, float]]()
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder) / "index.sqlite") as index:
            index.update(pages(size))
            begun = time.perf_counter()
            once = measured(index, Mute(), asked)
            seconds = (time.perf_counter() - begun) / len(asked)
            twice = measured(index, Wishing(), asked[: QUESTIONS // 2])
            medians.append((once.median, twice.median))
            times = once.median / medians[0][0]
            counts = f"{once.median:,.0f} | {times:.2f} | {once.most:,} | {twice.median:,.0f} | {twice.most:,}"
            print(f"| {size:,} | {len(index):,} | {counts} | {seconds:.2f} |", flush=True)
    if any(last > ALLOWED * first for first, last in zip(medians[0], medians[-1], strict=True)):
        sys.exit(f"a question takes more than {ALLOWED} times as much in the largest wiki")


if __name__ == "__main__":
    main()
