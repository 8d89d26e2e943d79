"""Parsers work in the process of the tests, but where a test says that it is about the process of their own."""

from collections.abc import Iterator

import pytest

from kb.readers.unpacking.apart import here


@pytest.fixture(autouse=True)
def parsers(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("apart"):
        yield
        return
    with here():
        yield
