"""Whether a sentence says something about somebody, or only speaks to them."""

import pytest

from kb.extractive.addressing import only_addressed

NAMES = ("Amy Hood", "Amy")

SPOKEN_TO = [
    "Amy, you noted a material improvement in gross margins.",
    "And, Amy, one quick question, we saw an acceleration in cloud revenue.",
    "So Amy, the server business grew 5 percent, and I wonder why.",
    "Satya and Amy, I wanted to ask about server products.",
    "Amy and Satya, I wanted to ask about server products.",
    "Maybe I'll start, and Amy, you can add to it.",
    "And then to Amy, I thought this was a key point.",
    "I love to host dinners like the one we had today, Amy.",
    "All of it comes from the work that you do, Amy, at Acme.",
    "With that I'll hand it over to Amy to cover our results in more detail.",
    "Amy Hood, you said that margins grew.",
    "Thank you so much, Amy, for this talk.",
]
SPOKEN_OF = [
    "Amy Hood, the chief financial officer, told us that margins grew.",
    "With me are Satya Nadella, chief executive officer, Amy Hood, chief financial officer, and our counsel.",
    "And Amy referenced it in her remarks about our margins.",
    "Amy, who joined us in 2002, runs our finances.",
    "I worked with Amy, and we opened an office in Cardiff.",
    "As Amy said, we are optimistic.",
    "Margins grew 5 percent.",
]


@pytest.mark.parametrize("text", SPOKEN_TO)
def test_speaking_to_somebody_says_nothing_of_them(text):
    assert only_addressed(text, NAMES)


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_speaking_of_somebody_does(text):
    assert not only_addressed(text, NAMES)
