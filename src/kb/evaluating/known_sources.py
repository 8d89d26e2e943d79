"""Sources as people name them (id, title, raw path) → their ids; a name that nothing has is told with the nearest."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kb.evaluating.golden import Fault, Golden, wrong
from kb.search.words import folded
from kb.wiki.frontmatter import FrontMatterError, parse, split

_FOLDER = "sources/"
_NEAR = 0.5


def names(pages: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Ids of sources by each folded name they have; several sources may come from one raw file. `pages`: text by path
    from wiki/."""
    found: dict[str, tuple[str, ...]] = {}
    ids = []
    for path, text in sorted(pages.items()):
        front = _front(text) if path.startswith(_FOLDER) and path.endswith(".md") else {}
        if front.get("type") == "Source":
            ids.append(PurePosixPath(path).stem)
            for name in _called(front):
                found[name] = (*found.get(name, ()), ids[-1])
    # Whatever else is called so, an id names one source.
    return found | {_key(one): (one,) for one in ids}


def _front(text: str) -> Mapping[str, object]:
    values = parse(split(text).yaml or "")
    return {} if isinstance(values, FrontMatterError) else values


def _called(front: Mapping[str, object]) -> Iterator[str]:
    given = (front.get("title"), front.get("resource"))
    yield from dict.fromkeys(_key(one) for one in given if isinstance(one, str) and one.strip())


def _key(name: str) -> str:
    """What spellings of a name share; a path may be given from the workspace's top or from raw/ or wiki/."""
    bare = name.replace("\\", "/").removeprefix("./").removeprefix("wiki/").removeprefix(_FOLDER).removeprefix("raw/")
    return folded(bare.removesuffix(".md")).strip() or bare


def looked_up(questions: Sequence[Golden], known: Mapping[str, tuple[str, ...]], name: str) -> list[Golden]:
    """The questions with ids of sources. Raises SettingsError that names each unknown source of the file `name`."""
    faults = [
        Fault(one.line, "sources", f"no source is called {source!r}", _nearest(source, known))
        for one in questions
        for source in dict.fromkeys(source for group in one.sources for source in group)
        if _key(source) not in known
    ]
    if faults:
        raise wrong(name, faults)
    return [replace(one, sources=tuple(_ids(group, known) for group in one.sources)) for one in questions]


def _ids(group: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for source in group for one in known[_key(source)]))


def _nearest(name: str, known: Mapping[str, tuple[str, ...]]) -> str:
    near = difflib.get_close_matches(_key(name), known, n=1, cutoff=_NEAR)
    if near:
        return f"did you mean {known[near[0]][0]!r}?"
    return "sources are called by id, title or raw path: see wiki/sources/" if known else "this wiki has no sources yet"
