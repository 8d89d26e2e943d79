"""Pictures that a model looks at, because a person says so; its words stay its own."""

import pytest

from drawn import png
from kb.choices import NONE
from kb.describing import describe_images
from kb.engine import Engine
from kb.errors import UsageError
from kb.ingesting import ingest
from kb.readers.sidecar import parse_sidecar
from kb.workspace import Workspace
from models import Saying, replying
from workspaces import silent

SAID = {
    "caption": "A wall in red.",
    "description": "A wall. It is red.",
    "transcription": "KEEP OFF",
    "language": "en",
}


@pytest.fixture
def workspace(tmp_path):
    found = Workspace.create(tmp_path)
    (found.raw / "wall.png").write_bytes(png())
    return found


def described(workspace, say, name="some-model"):
    model = Saying(say, name=name)
    sources = ingest(workspace, workspace.pages(), silent).sources
    return describe_images(workspace, sources, NONE, Engine("claude", model, writes=True)), model


def sidecar(workspace):
    return parse_sidecar((workspace.raw / "wall.png.kb.yaml").read_text(), "wall.png.kb.yaml")


def test_the_model_sees_the_picture_and_its_words_stand_in_the_sidecar(workspace) -> None:
    done, model = described(workspace, replying(describe_image=SAID))
    assert (model.asked[0].shown.data, model.asked[0].shown.media_type) == (png(), "image/png")
    told = sidecar(workspace)
    assert (told.caption, told.description, told.described_by) == (SAID["caption"], SAID["description"], "some-model")
    assert done.pictures == ["raw/wall.png"]


def test_the_page_says_that_a_model_described_it(workspace) -> None:
    described(workspace, replying(describe_image=SAID))
    (source,) = ingest(workspace, {}, silent).sources
    assert [block.place.speaker for block in source.blocks if block.text == SAID["description"]] == [
        "some-model, describing the picture"
    ]


def test_several_lines_stand_in_the_sidecar_as_they_are(workspace) -> None:
    described(workspace, replying(describe_image={**SAID, "transcription": "KEEP OFF\n\nthe wall: now"}))
    assert "transcription: |-\n  KEEP OFF\n\n  the wall: now\n" in (workspace.raw / "wall.png.kb.yaml").read_text()


def test_a_described_picture_is_not_asked_about_again(workspace) -> None:
    described(workspace, replying(describe_image=SAID))
    assert described(workspace, replying(describe_image=SAID))[1].asked == []


def test_what_a_person_wrote_stays(workspace) -> None:
    (workspace.raw / "wall.png.kb.yaml").write_text("# mine\ncaption: Our wall\n")
    described(workspace, replying(describe_image=SAID))
    assert (workspace.raw / "wall.png.kb.yaml").read_text().startswith("# mine\ncaption: Our wall\n")
    assert sidecar(workspace).caption == "Our wall"


def test_a_refused_picture_is_named_and_asked_about_the_next_time(workspace) -> None:
    done, _ = described(workspace, replying(describe_image=None))
    assert done.pictures == [] and [one.code for one in done.diagnostics]
    assert described(workspace, replying(describe_image=SAID))[0].pictures == ["raw/wall.png"]


def test_large_pictures_are_made_smaller_before_they_are_sent(workspace) -> None:
    (workspace.raw / "wall.png").write_bytes(png(4000, 20_00))
    _, model = described(workspace, replying(describe_image=SAID))
    assert (model.asked[0].shown.sides, model.asked[0].shown.media_type) == ((1568, 784), "image/jpeg")


def test_an_engine_without_eyes_says_so(workspace) -> None:
    blind = Engine("extractive", Saying(str, stages=()), writes=False)
    with pytest.raises(UsageError, match="can't look at pictures"):
        describe_images(workspace, [], NONE, blind)
