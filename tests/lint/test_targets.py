"""Where links lead: a mere name is looked up at once, and to the same file as by way of all that have the name."""

from hypothesis import given
from hypothesis import strategies as st

from kb.lint.targets import Targets
from kb.wiki.scan import scan

PARTS = st.sampled_from(
    [
        "a",
        "A",
        "b.md",
        "B.md",
        "a.md",
        "\u00e9",
        "e\u0301",
        "e\u0301.md",
        ".",
        "..",
        "wiki",
        "stra\u00dfe.md",
        "STRASSE",
        "x.png",
    ]
)
FILES = st.lists(st.lists(PARTS.filter(lambda part: part.strip(".")), min_size=1, max_size=2).map("/".join), max_size=6)


@given(FILES, PARTS, st.sampled_from(["wiki/a.md", "wiki/a/b.md"]))
def test_a_name_leads_to_the_nearest_of_the_files_that_have_it(files: list[str], name: str, page: str) -> None:
    targets = Targets(f"wiki/{file}" for file in files)
    assert targets.named(name, page) == targets.named(f"./{name}", page)


@given(FILES, PARTS, st.sampled_from(["wiki/a.md", "wiki/a/b.md"]))
def test_a_path_without_a_folder_leads_into_that_of_its_page(files: list[str], name: str, page: str) -> None:
    targets = Targets(f"wiki/{file}" for file in files)
    assert targets.at(name, page) == targets.at(f"./{name}", page)


def test_targets_beyond_ascii_are_known() -> None:
    assert scan("wiki/a.md", "[[b]] [[Z\u00fcrich]]").leads_beyond_ascii
    assert not scan("wiki/a.md", "Z\u00fcrich [[b]] [[u\\u00fc]]").leads_beyond_ascii
