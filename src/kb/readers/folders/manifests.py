"""pyproject.toml, package.json, Cargo.toml and their like → what a project says of itself."""

import configparser
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.readers.json_values import Map, is_map, mapping
from kb.readers.paragraphs import fold

_LONGEST = 2000
_MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one file says; what it does not say is empty."""

    path: str
    name: str = ""
    version: str = ""
    description: str = ""
    licence: str = ""
    authors: tuple[str, ...] = ()
    needs: str = ""
    """The version of the language or platform."""
    dependencies: tuple[str, ...] = ()
    url: str = ""


def manifest(path: str, data: bytes) -> Manifest | None:
    """None for one that can't be read, or of a kind that says too little."""
    read = _READ.get(path.rpartition("/")[2])
    if read is None or len(data) > _MOST_BYTES:
        return None
    try:
        return read(path, data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError, configparser.Error):
        return None


def _named(path: str, said: Map) -> Manifest:
    """With the four fields that all of them name alike."""
    name, version, description, licence = (
        _text(said.get(key)) for key in ("name", "version", "description", "license")
    )
    return Manifest(path, name, version, description, licence)


def _pyproject(path: str, text: str) -> Manifest:
    top = mapping(tomllib.loads(text))
    poetry = mapping(mapping(top.get("tool")).get("poetry"))
    said = mapping(top.get("project")) or poetry
    licence = said.get("license")
    old = mapping(poetry.get("dependencies"))
    return replace(
        _named(path, said),
        licence=_text(mapping(licence).get("text")).split(". ")[0] if is_map(licence) else _text(licence),
        authors=tuple(_people(said.get("authors"))),
        needs=f"Python {needed}" if (needed := _text(said.get("requires-python")) or _text(old.get("python"))) else "",
        dependencies=tuple(_texts(said.get("dependencies")))
        or tuple(_pinned({k: v for k, v in old.items() if k != "python"})),
        url=_url(said.get("urls")) or _text(said.get("repository")) or _text(said.get("homepage")),
    )


def _package(path: str, text: str) -> Manifest:
    said = mapping(json.loads(text))
    # composer.json has the same fields, but for this one.
    needs = mapping(said.get("engines")) if path.endswith("package.json") else {}
    listed = mapping(said.get("dependencies")) or mapping(said.get("require"))
    repository = said.get("repository")
    return replace(
        _named(path, said),
        authors=tuple(_people([said.get("author")] if said.get("author") else said.get("authors"))),
        needs=", ".join(f"{name} {version}" for name, version in needs.items() if isinstance(version, str)),
        dependencies=tuple(_pinned(listed)),
        url=_text(said.get("homepage")) or _text(mapping(repository).get("url")) or _text(repository),
    )


def _cargo(path: str, text: str) -> Manifest:
    top = mapping(tomllib.loads(text))
    said = mapping(top.get("package")) or mapping(mapping(top.get("workspace")).get("package"))
    listed = mapping(top.get("dependencies")) or mapping(mapping(top.get("workspace")).get("dependencies"))
    needs = _text(said.get("rust-version"))
    return replace(
        _named(path, said),
        authors=tuple(_people(said.get("authors"))),
        needs=f"Rust {needs}" if needs else "",
        dependencies=tuple(_pinned(listed)),
        url=_text(said.get("repository")) or _text(said.get("homepage")),
    )


def _go(path: str, text: str) -> Manifest:
    module = re.search(r"^module\s+\"?([^\s\"]+)", text, re.M)
    needs = re.search(r"^go\s+([\d.]+)", text, re.M)
    # In a block of `require` or on a line of its own; what is only needed indirectly is marked by a comment behind it.
    listed = re.findall(r"^(?:require)?[ \t]+([\w.-]+\.[\w.-]+/[^\s()]+)[ \t]+(v\S+)[ \t]*\r?$", text, re.M)
    name = module[1] if module else ""
    return Manifest(
        path,
        name,
        needs=f"Go {needs[1]}" if needs else "",
        dependencies=tuple(" ".join(one) for one in listed),
        url=f"https://{name}" if re.match(r"(?:github|gitlab|codeberg)\.\w+/[\w.-]+/[\w.-]+$", name) else "",
    )


def _setup(path: str, text: str) -> Manifest:
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    said = dict(parser["metadata"]) if parser.has_section("metadata") else {}
    options = dict(parser["options"]) if parser.has_section("options") else {}
    needs = options.get("python_requires", "")
    return replace(
        _named(path, said),
        authors=(said["author"],) if said.get("author") else (),
        needs=f"Python {needs}" if needs else "",
        dependencies=tuple(line.strip() for line in options.get("install_requires", "").splitlines() if line.strip()),
        url=_text(said.get("url")),
    )


_READ: Mapping[str, Callable[[str, str], Manifest]] = {
    "pyproject.toml": _pyproject,
    "package.json": _package,
    "composer.json": _package,
    "Cargo.toml": _cargo,
    "go.mod": _go,
    "setup.cfg": _setup,
}


def _text(value: object) -> str:
    return fold(value[:_LONGEST]) if isinstance(value, str) else ""


def _texts(value: object) -> Iterator[str]:
    return (_text(one) for one in value if isinstance(one, str)) if isinstance(value, list) else iter(())


def _pinned(listed: Map) -> Iterator[str]:
    """Dependencies with their versions, where these are plain."""
    for name, wanted in listed.items():
        version = _text(wanted) or _text(mapping(wanted).get("version"))
        yield f"{fold(name)} {version}".strip()


def _people(value: object) -> Iterator[str]:
    """The names of people who are given as `Name <mail>` or as tables."""
    for one in value if isinstance(value, list) else ():
        name = _text(mapping(one).get("name")) or _text(one).split("<")[0].split("(")[0].strip()
        if name:
            yield name


def _url(value: object) -> str:
    """The address that says most of the project, of those that it names."""
    found = {name.casefold(): _text(url) for name, url in mapping(value).items()}
    return next((found[key] for key in ("source", "repository", "source code", "homepage") if found.get(key)), "")
