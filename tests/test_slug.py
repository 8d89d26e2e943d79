"""Names for files and ids."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.slug import slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        pytest.param("Episode 40: Daniela Rus", "episode-40-daniela-rus", id="words"),
        pytest.param("Who built China’s EV champions?", "who-built-chinas-ev-champions", id="apostrophes join"),
        pytest.param("Crème brûlée, Straße", "creme-brulee-strasse", id="accents"),
        pytest.param("内卷", "neijuan", id="Chinese"),
        pytest.param("word " * 30, "-".join(["word"] * 12), id="cut at a word"),
        pytest.param("x" * 80, "x" * 60, id="one long word"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text())
def test_every_title_gets_a_safe_name(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(title)) and len(slug(title)) <= 60
