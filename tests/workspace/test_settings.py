"""kb.yaml: the defaults, and the words for what is wrong with it."""

import pytest

from kb.errors import SettingsError
from kb.workspace.settings import DEFAULT, Settings, parse


def test_the_file_that_init_writes_says_the_defaults():
    assert parse(DEFAULT) == Settings()


def test_an_empty_file_means_the_defaults():
    assert parse("") == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("engin: x", "kb.yaml: unknown key 'engin'; did you mean 'engine'?", id="a misspelt key"),
        pytest.param("lint: {selct: []}", "unknown key 'lint.selct'; did you mean 'select'?", id="one level down"),
        pytest.param("zzz: 1", "known here: engine, ingest, wiki, ask, search, lint", id="nothing like it is known"),
        pytest.param("ingest: {max_megabytes: no}", "ingest.max_megabytes", id="a value of the wrong kind"),
        pytest.param("- a", "must hold keys and values, not a list", id="a list"),
        pytest.param("a: [", "is not YAML", id="broken YAML"),
    ],
)
def test_what_is_wrong_is_named(text, message):
    with pytest.raises(SettingsError) as raised:
        parse(text)
    assert message in str(raised.value)
