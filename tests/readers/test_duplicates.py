"""Sources that say what another one says."""

import random

import pytest

from kb.knowledge import Block
from kb.readers.blocks import Draft, number
from kb.readers.duplicates import repeats, sketch

RANDOM = random.Random(7)
VOCABULARY = [
    f"{one}{two}" for one in ("ba", "ko", "ri", "tu", "me", "sa", "lo") for two in ("nder", "lim", "stor", "fa", "ck")
]


def words(count: int) -> list[str]:
    return [RANDOM.choice(VOCABULARY) + str(RANDOM.randrange(40)) for _ in range(count)]


def blocks(text: list[str] | str) -> tuple[Block, ...]:
    return number([Draft(text if isinstance(text, str) else " ".join(text), (1, 1))])


WHOLE = words(600)
OTHER = words(600)


@pytest.mark.parametrize(
    ("text", "original"),
    [
        pytest.param(WHOLE, {"copy": "a"}, id="the same words"),
        pytest.param([word.upper() + "," for word in WHOLE], {"copy": "a"}, id="other case and punctuation"),
        pytest.param(WHOLE[100:400], {"copy": "a"}, id="an excerpt"),
        pytest.param(
            [*words(20), *WHOLE, *words(20)],
            {"a": "copy"},
            id="the same and more: the fuller is the original",
        ),
        pytest.param(OTHER, {}, id="other words"),
        pytest.param([*WHOLE[:200], *words(400)], {}, id="a third in common"),
    ],
)
def test_what_stands_in_another_source_repeats_it(text: list[str], original: dict[str, str]) -> None:
    sketches = {"a": sketch(blocks(WHOLE)), "copy": sketch(blocks(text)), "b": sketch(blocks(words(300)))}
    assert repeats(sketches) == original


def test_short_texts_repeat_only_what_is_the_same() -> None:
    texts = {"a": "Yes, it is.", "b": "Yes it is", "c": "Yes, it is so.", "d": "No."}
    assert repeats({key: sketch(blocks(text)) for key, text in texts.items()}) == {"b": "a"}


def test_chinese_is_compared_by_characters() -> None:
    text = "".join(chr(0x4E00 + RANDOM.randrange(2000)) for _ in range(300))
    assert repeats({"a": sketch(blocks(text)), "b": sketch(blocks(text[50:250]))}) == {"b": "a"}


def test_the_order_of_sources_does_not_matter_and_originals_repeat_nothing() -> None:
    texts = {f"s{at:02}": WHOLE[: 600 - at] for at in range(12)} | {f"t{at}": words(100) for at in range(5)}
    sketches = {key: sketch(blocks(text)) for key, text in texts.items()}
    shuffled = dict(RANDOM.sample(sorted(sketches.items()), len(sketches)))
    assert repeats(shuffled) == repeats(sketches) == {f"s{at:02}": "s00" for at in range(1, 12)}
