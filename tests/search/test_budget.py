"""Texts go into a number of tokens, and the last one ends with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.budget import Share, shares
from kb.search.passages import tokens_of

TIDE = "The tide rises. It falls."
"""7 tokens, the first sentence 4."""


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        pytest.param(14, [Share(TIDE, 7), Share(TIDE, 7)], id="room for all"),
        pytest.param(12, [Share(TIDE, 7), Share("The tide rises.", 4, truncated=True)], id="room for a sentence more"),
        pytest.param(9, [Share(TIDE, 7)], id="no room for another sentence"),
        pytest.param(2, [Share("The tide", 2, truncated=True)], id="no room for one sentence"),
    ],
)
def test_what_fits(tokens, expected):
    assert shares([TIDE, TIDE], tokens) == expected


def test_chinese_is_cut_between_characters():
    assert shares(["上海汽车集团"], 4) == [Share("上海汽车", 4, truncated=True)]


@given(st.lists(st.text("ab. 上\n", min_size=1)), st.integers(1, 40))
def test_a_budget_is_kept_and_texts_are_beginnings(texts, tokens):
    given_ = shares(texts, tokens)
    assert sum(share.tokens for share in given_) <= tokens
    assert all(text.startswith(share.text) for share, text in zip(given_, texts, strict=False))
    assert all(share.tokens == tokens_of(share.text) for share in given_)
    assert not any(share.truncated for share in given_[:-1])
