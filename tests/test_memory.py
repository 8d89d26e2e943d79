"""What one compile leaves to the next: it comes back as it went, and what is lost is made again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import memory
from kb.compiler import Memory
from kb.errors import SettingsError
from kb.knowledge import Concept, ConceptId, ConceptTable
from kb.stages.facets import Facet
from kb.workspace import Workspace

words = st.text(min_size=1, max_size=8)
cuts = st.dictionaries(words, st.lists(st.lists(words).map(tuple)).map(tuple))
facets = st.dictionaries(words, st.lists(st.builds(Facet, st.text(), st.lists(words).map(tuple))).map(tuple))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return Workspace.create(tmp_path_factory.mktemp("memory"))


@given(cuts, facets)
def test_windows_and_facets_come_back_as_they_went(workspace, cuts, facets):
    (workspace.root / memory.FACETS).unlink(missing_ok=True)
    left = Memory(cuts=cuts, facets=facets)
    assert memory.save(workspace, left) == []
    found = memory.load(workspace)
    assert (found.cuts, found.facets) == (cuts, facets)


def test_the_concept_table_comes_back_and_keeps_what_a_person_wrote(workspace):
    dam = Concept(ConceptId("dam"), "Dam", ("barrage",))
    memory.save(workspace, Memory(ConceptTable({dam.id: dam}, ("Monday",))))
    text = workspace.text("concepts.yaml")
    (workspace.root / "concepts.yaml").write_text(f"# mine\n{text}")
    memory.save(workspace, memory.load(workspace))
    assert memory.load(workspace).table == ConceptTable({dam.id: dam}, ("Monday",))
    assert workspace.text("concepts.yaml").startswith("# mine\n")


BROKEN = ["", "{", "[]", "7", '{"a": 7}', '{"a": [7]}', '{"a": [["only a heading"]]}', '{"a": [["h", 7]]}', "\ud800"]


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("name", [memory.CUTS, memory.FACETS])
def test_what_cannot_be_read_is_as_good_as_lost(workspace, name, text):
    (workspace.root / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    found = memory.load(workspace)
    assert found.facets == {} if name == memory.FACETS else isinstance(found.cuts, dict)


def test_a_concept_table_that_cannot_be_read_is_an_error(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    (workspace.root / "concepts.yaml").write_text("concepts: [")
    with pytest.raises(SettingsError):
        memory.load(workspace)


def test_a_wiki_without_hubs_has_no_file_of_them(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    memory.save(workspace, Memory())
    assert not (workspace.root / memory.FACETS).exists()


def test_what_the_disk_refuses_is_told_and_the_rest_is_kept(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    (workspace.root / memory.CUTS).mkdir(parents=True)
    found = memory.save(workspace, Memory(facets={ConceptId("dam"): (Facet("Cost", ()),)}))
    assert [(d.path, d.rule) for d in found] == [(memory.CUTS, "unwritten-file")]
    assert memory.load(workspace).facets == {"dam": (Facet("Cost", ()),)}
