"""An index of the wiki to explore."""

import pytest

from asking.explorers import PAGES
from kb.search.index import Index


@pytest.fixture
def wiki(tmp_path):
    with Index.open(tmp_path / "index.sqlite") as index:
        index.update(PAGES)
        yield index
