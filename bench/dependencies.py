"""What kb stands on: each library's licence, size and import cost in a fresh virtual environment, as markdown tables.

Sizes are of installed files, compiled Python left out; "with all it needs" counts what other libraries share with it.
Import cost is the CPU time of a whole process beside one that imports nothing.
"""

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = {
    "anthropic": "anthropic",
    "arro3-io": "arro3.io",
    "charset-normalizer": "charset_normalizer",
    "lxml": "lxml.html",
    "lxml-html-clean": "lxml_html_clean",
    "markdown-it-py": "markdown_it",
    "pillow": "PIL.Image",
    "opentelemetry-exporter-otlp-proto-http": "opentelemetry.exporter.otlp.proto.http.trace_exporter",
    "opentelemetry-sdk": "opentelemetry.sdk.trace",
    "python-pptx": "pptx",
    "pyyaml": "yaml",
}
"""What is imported where it is not the library's own name."""
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|0BSD|Zlib", re.I)
UNSTATED = {"arro3-io": "MIT OR Apache-2.0", "arro3-core": "MIT OR Apache-2.0"}
"""Licences that stand in a library's repository and not in what it installs."""


def plain(requirement: str) -> str:
    return re.split(r"[\s<>=~!;\[(]", requirement.strip())[0].lower().replace("_", "-")


def wanted() -> dict[str, list[str]]:
    """The libraries that kb asks for: those of the core under an empty name, those of each extra under its own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": project["dependencies"], **project.get("optional-dependencies", {})}


def licence(name: str) -> str:
    """As the library states it: by expression, by classifier, or in words."""
    about = metadata.metadata(name)
    said = "".join(about.get_all("License-Expression") or [])
    classes = [one.split(" :: ")[-1] for one in about.get_all("Classifier") or [] if one.startswith("License :: ")]
    words = "".join(about.get_all("License") or []).strip().split("\n")[0]
    found = said or ", ".join(one for one in classes if one != "OSI Approved") or words[:60] or UNSTATED.get(name, "")
    return found or "not stated"


def kilobytes(name: str) -> int:
    """Of its installed files."""
    files = [Path(str(file.locate())) for file in metadata.files(name) or [] if "__pycache__" not in str(file)]
    return sum(file.stat().st_size for file in files if file.is_file()) // 1000


def needed(name: str, known: set[str]) -> Iterator[str]:
    """A library and all that it needs here, each once."""
    if name in known:
        return
    known.add(name)
    yield name
    for requirement in metadata.requires(name) or []:
        if "extra ==" not in requirement and is_there(plain(requirement)):
            yield from needed(plain(requirement), known)


def is_there(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def cpu_ms(code: str, runs: int = 5) -> float:
    """Median CPU time of a process that runs `code`, in milliseconds."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)

    once()
    return statistics.median(once() for _ in range(runs))


def measured(groups: dict[str, list[str]]) -> None:
    """Print the tables for what is installed here."""
    bare = cpu_ms("")
    everything: set[str] = set()
    print("| library | for | version | licence | own size | with all it needs | import |")
    print("| --- | --- | --- | --- | ---: | ---: | ---: |")
    for extra, requirements in groups.items():
        for name in map(plain, requirements):
            whole = list(needed(name, set()))
            everything.update(whole)
            took = cpu_ms(f"import {MODULES.get(name, name.replace('-', '_'))}") - bare
            size = sum(map(kilobytes, whole)) / 1000
            print(
                f"| {name} | {f'`kb[{extra}]`' if extra else 'core'} | {metadata.version(name)} | {licence(name)}"
                f" | {kilobytes(name) / 1000:.1f} MB | {size:.1f} MB, {len(whole)} packages | {took:.0f} ms |"
            )
    core = {one for requirement in groups[""] for one in needed(plain(requirement), set())}
    print(f"\nThe core is {len(core)} packages, {sum(map(kilobytes, core)) / 1000:.0f} MB;", end=" ")
    print(f"with every extra {len(everything)} packages, {sum(map(kilobytes, everything)) / 1000:.0f} MB.")
    others = sorted(one for one in everything if not PERMISSIVE.search(licence(one)))
    print(f"\nUnder another licence than MIT, BSD, Apache and the like: {len(others)} of them.\n")
    for one in others:
        print(f"- {one} {metadata.version(one)}: {licence(one)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    inside: str | None = parser.parse_args().inside
    if inside is not None:
        measured(json.loads(inside))
        return
    groups = wanted()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(Path(folder) / "bin" / "python")
        every = [requirement for requirements in groups.values() for requirement in requirements]
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *every], check=True)
        subprocess.run([python, __file__, "--inside", json.dumps(groups)], check=True)


if __name__ == "__main__":
    main()
