"""Two short sources, from their words to the pages they share."""

from pathlib import Path

import pytest

from building import source
from kb.compiler import Memory, compile_wiki
from kb.extractive.model import Extractive

PROMPTS = {path.stem: path.read_text(encoding="utf-8") for path in Path("prompts").glob("*.md")}

THREAD = source(
    "thread",
    "Geely is the third largest carmaker in China. It started off illegal. China has about a hundred carmakers today.",
    "Beijing's industrial policy favoured SOEs (State Owned Enterprises), and the loans went to SOEs.",
    "Geely bought Volvo in 2010 with money from Goldman Sachs. Many thanks for reading this on Monday!",
    "SOEs were anchored in cities that the industrial policy of Beijing picked. Who would have thought that?",
    "Good morning. Industrial policy is what the West wants to copy.",
    "In this story the industrial policy of Beijing is what failed.",
    title="A thread on carmakers",
)
REPORT = source(
    "report",
    "Chinese brands sell about 100 models at home. Today they sell abroad.",
    "Geely, a carmaker from Hangzhou, owns stakes in Volvo and Polestar.",
    "A study of State Owned Enterprises (SOEs) says that Geely had no license for 4 years.",
    "Volvo builds 700,000 cars a year in Sweden.",
    title="A report on brands",
)


@pytest.fixture(scope="module")
def wiki():
    return compile_wiki([THREAD, REPORT], Memory(), Extractive(), PROMPTS)


def test_the_concepts_are_those_that_a_reader_would_look_up(wiki):
    titles = [article.concept.title for article in wiki.articles]
    assert titles == ["China", "Geely", "Industrial policy", "State Owned Enterprises", "Volvo"]


def test_an_acronym_leads_to_its_words(wiki):
    page = next(article for article in wiki.articles if article.concept.title == "State Owned Enterprises")
    assert page.concept.aliases == ("SOEs",)


def test_the_word_for_a_people_leads_to_the_country(wiki):
    page = next(article for article in wiki.articles if article.concept.title == "China")
    assert "Chinese brands sell about 100 models at home." in [x.text for s in page.sections for x in s.sentences]


def test_a_page_quotes_each_source_under_its_title(wiki):
    page = next(article for article in wiki.articles if article.concept.title == "Geely")
    assert page.description == "“Geely, a carmaker from Hangzhou, owns stakes in Volvo and Polestar.”"
    assert {s.heading: [x.text for x in s.sentences] for s in page.sections} == {
        "A thread on carmakers": [
            "Geely is the third largest carmaker in China.",
            "Geely bought Volvo in 2010 with money from Goldman Sachs.",
        ],
        "A report on brands": [
            "Geely, a carmaker from Hangzhou, owns stakes in Volvo and Polestar.",
            "A study of State Owned Enterprises (SOEs) says that Geely had no license for 4 years.",
        ],
    }


def test_nothing_has_to_be_dropped(wiki):
    assert wiki.diagnostics == ()


def test_the_order_of_sources_does_not_matter(wiki):
    again = compile_wiki([REPORT, THREAD], Memory(), Extractive(), PROMPTS)
    assert again.articles == wiki.articles
