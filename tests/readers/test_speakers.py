"""What stands before a colon is a speaker's name, and whom somebody speaks for is no part of it."""

import pytest

from kb.readers.speakers import label


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("KEVIN SCOTT: Hi.", "KEVIN SCOTT", id="in capitals"),
        pytest.param("danah boyd: Hi.", "danah boyd", id="written small"),
        pytest.param("MARK MOERDLER, Bernstein Research:  Thank you.", "MARK MOERDLER", id="with a firm"),
        pytest.param("Well, he said: no.", None, id="a sentence"),
        pytest.param("Note, this is why: x", None, id="a note"),
        pytest.param("US GDP, in billions: 3", None, id="a figure's name"),
        pytest.param("Mark Moerdler, Bernstein: hi", None, id="a comma alone proves nothing"),
    ],
)
def test_a_label_gives_its_name(line, name):
    found = label(line)
    assert (found["name"] if found else None) == name
