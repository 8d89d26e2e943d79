"""The model that comes with the extra tells what means the same."""

from kb.search.vectors.minilm import MiniLM


def test_what_means_the_same_is_near():
    cars, same, other = MiniLM().vectors(["a factory of cars", "automobiles are made here", "flour, water and salt"])
    assert cars @ same > 0.3 > cars @ other


def test_the_end_of_a_long_text_counts_too():
    long, same = "eels " * 400, "eels " * 400 + "turbine " * 400
    rows = MiniLM().vectors([long, same])
    assert rows[0] @ rows[1] < 0.99
