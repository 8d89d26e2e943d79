"""Pictures in raw/ that nobody has described → a model's words about them, kept in their sidecars.

A sidecar is a person's to read, to mend and to delete; what it says stands on the picture's page under the model's
name, never as anybody's own words.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from kb.choices import Choices
from kb.consulting import Spent, consulting
from kb.diagnostics import Diagnostic
from kb.engine import Engine
from kb.errors import DiskError, SettingsError, UsageError
from kb.knowledge import Source
from kb.llm.request import Shown
from kb.raw_files import RawFile, raw_files
from kb.readers.pictures import extension
from kb.readers.sidecar import parse_sidecar
from kb.stages.describe_image import DESCRIBE_IMAGE, Seen, Sight
from kb.workspace import Workspace, files
from kb.writing import unwritten

_SIDE = 1568
"""Pixels: the Messages API makes larger pictures smaller than this before a model sees them."""
_BYTES = 3_500_000
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


@dataclass(slots=True)
class Described:
    """What came of it."""

    pictures: list[str] = field(default_factory=list)
    """Paths of those that were described now."""
    spent: Spent = field(default_factory=Spent)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def describe_images(
    workspace: Workspace, sources: Sequence[Source], choices: Choices, chosen: Engine | None = None
) -> Described:
    """Have a model look at each picture that has no description yet. Raises UsageError where no engine can look."""
    chosen = chosen or choices.chosen(workspace)
    if not chosen.model.answers(DESCRIBE_IMAGE.name):
        hint = "Set ANTHROPIC_API_KEY, or write `description:` into NAME.kb.yaml beside the picture yourself."
        raise UsageError(f"the {chosen.name} engine can't look at pictures", hint=hint)
    by_path = {file.path: file for file in raw_files(workspace, [])}
    pictures = {source.id: by_path[source.raw.path] for source in sources if source.reading.kind == "image"}
    done = Described()
    sights = [sight for source in sources if source.id in pictures for sight in _sights(source, pictures[source.id])]
    with consulting(workspace, chosen, choices, lambda answer: None) as consulted:
        grounded = DESCRIBE_IMAGE.run_all(sights, consulted.model, workspace.prompts())
        done.diagnostics += [*grounded.diagnostics, *consulted.diagnostics]
        name = consulted.model.id(DESCRIBE_IMAGE.role)
        for seen in grounded.results:
            _note(workspace, pictures[seen.source], seen, name, done)
        done.spent = consulted.spent
    return done


def _sights(source: Source, file: RawFile) -> Iterator[Sight]:
    try:
        told = parse_sidecar(file.notes, file.sidecar.name)
        shown = None if told.description else _shown(file.data)
    except (SettingsError, OSError):
        return
    if shown is not None:
        yield Sight(source.id, source.blocks[0].text, shown)


def _shown(data: bytes) -> Shown | None:
    """The picture as a model gets it: upright, no larger than it can use; None when it can't be opened."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as image:
            kind = _TYPES.get(extension(data))
            if kind and max(image.size) <= _SIDE and len(data) <= _BYTES:
                return Shown(kind, data, image.size)
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((_SIDE, _SIDE))
            written = io.BytesIO()
            upright.save(written, "JPEG", quality=88)
            return Shown("image/jpeg", written.getvalue(), upright.size)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return None


def _note(workspace: Workspace, file: RawFile, seen: Seen, model: str, done: Described) -> None:
    """Append to the sidecar; what a person wrote there stays, in their order and with their comments."""
    told = parse_sidecar(file.notes, file.sidecar.name)
    said: dict[str, str] = {} if told.caption or not seen.caption else {"caption": seen.caption}
    said |= {"description": seen.description}
    said |= {"transcription": seen.transcription} if seen.transcription and not told.transcription else {}
    said |= {"language": seen.language} if seen.language and not told.language else {}
    said |= {"described_by": model}
    before = file.notes.rstrip("\n") + "\n" if file.notes.strip() else ""
    try:
        files.write(file.sidecar, (before + _yaml(said)).encode(), workspace.scratch)
    except DiskError as error:
        done.diagnostics.append(unwritten(file.path, error))
        return
    done.pictures.append(file.path)


class _Lines(yaml.SafeDumper):
    """Texts of several lines stand as they are, for a person to mend."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Lines.add_representer(str, _text)


def _yaml(said: Mapping[str, str]) -> str:
    return yaml.dump(dict(said), Dumper=_Lines, sort_keys=False, allow_unicode=True, width=100)
