"""A few hundred broken specimens at each run; `make fuzz` tries more."""

import pytest

from fuzz.mutating import mutated
from fuzz.target import fault
from specimens import specimens

INPUTS = 240


@pytest.mark.parametrize("share", range(4))
def test_no_reader_raises_or_lets_harm_through(share: int) -> None:
    inputs = (mutated(seed, specimens()) for seed in range(share, INPUTS, 4))
    assert {one.seed: found for one in inputs if (found := fault(one, alone=False))} == {}


def test_the_input_of_a_seed_is_always_the_same() -> None:
    first = [mutated(seed, specimens()) for seed in range(20)]
    assert [mutated(seed, specimens()) for seed in range(20)] == first
    assert len({one.data for one in first}) == 20
