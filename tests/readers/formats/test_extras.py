"""Kinds that need a library of their own."""

from kb.readers.unpacking.extras import missing, present
from kb.readers.reader import Unreadable


def test_who_lacks_a_library_is_told_how_to_get_it() -> None:
    assert missing("a PDF of scans", "scans", "json", "no_such_library.inner") == Unreadable(
        "is a PDF of scans, which only kb[scans] reads", 'Run `pip install "kb[scans]"`.'
    )


def test_nothing_is_missing_where_all_of_it_is_there() -> None:
    assert missing("a note", "notes", "json", "email.policy") is None


def test_what_is_installed_is_part_of_what_readings_are_remembered_by() -> None:
    assert present() == ["openpyxl", "pptx", "arro3"]
