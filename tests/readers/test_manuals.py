"""reStructuredText and AsciiDoc are read as the prose that they are."""

import pytest

from kb.readers import read
from kb.readers.reader import Overrides

RST = """\
====
Eels
====

A *fine* package, see `the guide <https://x.test>`_ and :func:`count`.

.. image:: logo.png
   :alt: A logo

.. code-block:: python

   import eels

   eels.count()

Usage
-----

Call ``count()`` like this::

   count("weir")

.. note::

   Never below the water.
"""
ADOC = """\
= Eels
:toc:

A *fine* package, see https://x.test[the guide].

== Usage

[source,python]
----
import eels
----

* One eel
* Two eels
"""


def blocks(name, text):
    reading, *_ = read(name, text.encode(), Overrides())
    return reading.kind, reading.title, [(block.kind, block.text, block.place.lines[0]) for block in reading.blocks]


def test_restructuredtext_keeps_headings_listings_and_words():
    assert blocks("README.rst", RST) == (
        "manual",
        "Eels",
        [
            ("paragraph", "A fine package, see the guide and count.", 5),
            ("code", "import eels\n\neels.count()", 10),
            ("heading", "Usage", 16),
            ("paragraph", "Call count() like this:", 19),
            ("code", 'count("weir")', 20),
            ("paragraph", "Never below the water.", 25),
        ],
    )


def test_asciidoc_keeps_headings_listings_and_words():
    assert blocks("guide.adoc", ADOC) == (
        "manual",
        "Eels",
        [
            ("paragraph", "A fine package, see the guide.", 4),
            ("heading", "Usage", 6),
            ("code", "import eels", 9),
            ("item", "One eel\n\nTwo eels", 13),
        ],
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.md", "# Eels\n\n- a\n- b\n\n**x** [a](b.md)\n"),
        ("talk.rst", "Some plain words.\n\nAnd more.\n"),
        ("a.txt", RST),
    ],
)
def test_other_texts_are_left_to_their_readers(name, text):
    assert blocks(name, text)[0] != "manual"
