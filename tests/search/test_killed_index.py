"""A writer that is killed leaves an index that works."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import kb
from kb.search.index import Index
from kb.search.query import Query
from searchable import concept

WRITER = """
import sys
from pathlib import Path
from kb.search.index import Index
index = Index.open(Path(sys.argv[1]))
print("open", flush=True)
for turn in range(1000):
    text = f"---\\ntype: Concept\\ntitle: Page\\n---\\nturn{turn} {'word ' * 300}\\n"
    index.update({f"{n}.md": text for n in range(40)})
"""


SOURCES = str(Path(kb.__file__).parents[1])


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment(tmp_path, seed):
    path = tmp_path / "index.sqlite"
    command = [sys.executable, "-c", WRITER, str(path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": SOURCES})
    assert writer.stdout.readline() == b"open\n"
    with pytest.raises(subprocess.TimeoutExpired):
        writer.wait(timeout=random.Random(seed).uniform(0, 0.3))
    writer.kill()
    writer.wait()
    with Index.open(path) as index:
        index.update({"a.md": concept("A", "alone")})
        assert [hit.passage.page.path for hit in index.search(Query.parse("alone word"))] == ["a.md"]
