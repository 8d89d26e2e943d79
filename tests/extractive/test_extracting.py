"""Where a quoted statement begins."""

import pytest

from building import block
from kb.extractive.extracting import extract
from kb.knowledge import SourceId
from kb.stages.extract import Window

STATION = "The Port Elvan Tidal Station has a capacity of 24 MW."


def quotes(text):
    return [one.quotes for one in extract(Window(SourceId("a"), "thread", "en", (block(text),))).statements]


@pytest.mark.parametrize("count", ["1/", "2/12", "(3/12)", "4/n", "🧵", "🧵 1/", "🧵👇", "1/9:"])
def test_the_count_of_a_thread_opens_no_quote(count):
    assert quotes(f"{count} {STATION}") == [[STATION]]


@pytest.mark.parametrize("opening", ["2/3 of Geely belongs to Goldman Sachs.", "24/7 service made Geely a carmaker."])
def test_a_fraction_is_no_count(opening):
    assert quotes(opening) == [[opening]]
