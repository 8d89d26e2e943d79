"""Five small sources about one estuary, and the healthy wiki that the extractive engine makes of them."""

from pathlib import Path

from workspaces import ARTICLE, TALK, run

REPORT = """\
# Ten years of the barrage

The Harlow Barrage stood still for 11 weeks in 2016, when Norsk Turbin replaced its turbines.

Norsk Turbin is a company in Bergen that employs 240 people.

The River Harlow carries 600 tonnes of silt a day, and Harlow Barrage holds back most of it.

Maren Holt, who leads the Harlow Estuary Trust, says that the eels came back in 2021.
"""
LETTER = """\
# A letter from Bergen

Norsk Turbin built 14 turbines for the Severn Lagoon in 2012, at 9 million pounds each.

The Severn Lagoon was opened in 2014 and produces 60 megawatts.

Maren Holt visited Bergen in 2015 to sign for Norsk Turbin's turbines.

Bergen is the second city of Norway, with 285,000 people.
"""
SURVEY = """\
# Who lives in the estuary

The River Harlow is 48 miles long, and 31 kinds of fish live in the River Harlow.

The Severn Lagoon has 19 kinds of fish, according to Maren Holt.

Eels were counted at the Harlow Barrage in 2022: Maren Holt found 1,400 of them.
"""
SOURCES = {"article.txt": ARTICLE, "talk.txt": TALK, "report.md": REPORT, "letter.md": LETTER, "survey.md": SURVEY}


def build(root: Path) -> Path:
    """A workspace with its wiki, at a folder that is not there yet."""
    (root / "raw").mkdir(parents=True)
    (root / "kb.yaml").write_text("")
    for name, text in SOURCES.items():
        (root / "raw" / name).write_text(text, encoding="utf-8")
    assert run(root, "build").returncode == 0
    return root
