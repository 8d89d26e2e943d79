"""Which sentences are put before a judge together, and that their number grows no faster than the wiki."""

from random import Random

import pytest

from kb.lint.bundle import Bundle
from kb.lint.cases.pairing import pairs
from kb.lint.cases.statements import statements
from kb.wiki.scan import scan

SOURCE = "---\ntype: Source\ntitle: {0}\ndescription: A talk.\n---\n## Text\n\nWords. ^k00000001\n"


def wiki(*sentences):
    """Each on a page and a source of its own; all link to one page."""
    pages = {}
    for number, text in enumerate(sentences):
        front = f"---\ntype: Concept\ntitle: P{number}\ngenerated: {{by: kb}}\n---\n"
        note = f'\n[^1]: "{text}" — [S](../sources/s{number}.md#^k00000001)\n'
        path = f"wiki/concepts/p{number:05}.md"
        pages[path] = scan(path, f"{front}{text} [](hub.md)[^1]\n{note}")
        pages[f"wiki/sources/s{number}.md"] = scan(f"wiki/sources/s{number}.md", SOURCE.format(number))
    pages["wiki/concepts/hub.md"] = scan("wiki/concepts/hub.md", "---\ntype: Concept\ntitle: Hub\n---\n")
    return Bundle(pages, {})


def paired(bundle):
    return [(pair.one.text, pair.other.text) for pair in pairs(statements(bundle))]


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        pytest.param("The barrage cost 310 million.", "The barrage cost 350 million.", True, id="another number"),
        pytest.param("The barrage cost 310 million.", "310 million was the cost of the barrage.", False, id="the same"),
        pytest.param(
            "The barrage cost $8.2bn.", "The barrage cost 8.2 billion dollars.", False, id="written otherwise"
        ),
        pytest.param("The barrage opened in 1998.", "The barrage opened in 1999.", True, id="another year"),
        pytest.param("The barrage cost 310 million.", "The barrage cost a lot.", False, id="a number and none"),
        pytest.param("The barrage cost 310 million.", "Eels pass 40 gates.", False, id="nothing shared"),
        pytest.param(
            "The council ordered the turbines to stop.",
            "The council never ordered the turbines to stop.",
            True,
            id="never",
        ),
        pytest.param(
            "The council ordered the turbines to stop.", "The council ordered turbines to stop.", False, id="no not"
        ),
        pytest.param(
            "Silt levels increased behind the wall.", "Silt levels decreased behind the wall.", True, id="opposite"
        ),
    ],
)
def test_what_is_put_before_a_judge(one, other, asked):
    assert bool(paired(wiki(one, other))) == asked


def test_the_most_alike_come_first():
    exact, near = "The barrage cost 350 million.", "The barrage and its long road over the hills cost 400 million."
    assert paired(wiki("The barrage cost 310 million.", near, exact))[0][1] == exact


def test_a_sentence_that_two_pages_share_counts_once():
    same = "The barrage cost 310 million."
    assert paired(wiki(same, same, "The barrage cost 350 million.")) == [(same, "The barrage cost 350 million.")]


def test_two_sentences_on_the_same_words_need_no_judge():
    bundle = wiki("The barrage cost 310 million.", "The barrage cost 350 million.")
    text = bundle.pages["wiki/concepts/p00001.md"].text.replace("s1.md", "s0.md")
    pages = {**bundle.pages, "wiki/concepts/p00001.md": scan("wiki/concepts/p00001.md", text)}
    assert paired(Bundle(pages, {})) == []


def test_the_order_of_pages_does_not_matter():
    bundle = wiki(*(f"The barrage number {n} cost {n}00 million." for n in range(12)))
    shuffled = list(bundle.pages.items())
    Random(1).shuffle(shuffled)
    assert paired(Bundle(dict(shuffled), {})) == paired(bundle) != []


def test_pairs_grow_no_faster_than_sentences_even_about_one_subject():
    words = [f"{a}{b}" for a in ("tide", "silt", "wall", "gate", "eel") for b in ("mill", "work", "field", "watch")]
    chance = Random(2)
    said = [f"The {chance.choice(words)} of the {chance.choice(words)} cost {n} pounds." for n in range(1200)]
    few, many = (len(paired(wiki(*said[:size]))) for size in (300, 1200))
    assert 0 < many <= 3 * 1200
    assert many <= 4 * max(few, 300)
