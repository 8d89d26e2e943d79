"""Marp markdown → HTML or PDF, by the marp command that a person installed."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from kb.errors import KBError

_SECONDS = 120
_SETTINGS = {"html": False, "options": {"emoji": {"shortcode": False, "unicode": False}, "math": False}}
"""Instead of a person's own: no HTML, no formulas, and no pictures of emoji, which would be fetched from elsewhere."""
_RENDERED = (".html", ".pdf")
_WITHOUT = "--out NAME.md writes the slides as markdown, which needs nothing else and costs nothing more."


def ready(suffix: str) -> None:
    """Raises KBError when the suffix needs marp and there is none."""
    if suffix in _RENDERED and shutil.which("marp") is None:
        raise KBError(
            f"a {suffix} file of slides takes the marp command, which is not installed",
            hint=f"Install Marp CLI (npm install --global @marp-team/marp-cli), or: {_WITHOUT}",
        )


def rendered(deck: str, suffix: str) -> bytes:
    """The file that marp makes of a deck. Raises KBError when it fails or takes more than two minutes.

    It reads no settings but kb's, passes no HTML on, and may not look at files of this machine.
    """
    ready(suffix)
    with tempfile.TemporaryDirectory(prefix="kb-slides-") as folder:
        source, target = Path(folder) / "deck.md", Path(folder) / f"deck{suffix}"
        source.write_text(deck, encoding="utf-8", newline="\n")
        settings = Path(folder) / ".marprc.json"
        settings.write_text(json.dumps(_SETTINGS), encoding="utf-8")
        options = ["--config-file", settings.name, "--no-html", "--no-stdin", "--output", target.name, source.name]
        command = [shutil.which("marp") or "marp", *options]
        try:
            run = subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise KBError(f"marp took more than {_SECONDS} seconds, and was ended", hint=_WITHOUT) from None
        except OSError as error:
            raise KBError(f"marp can't be run: {error.strerror or error}", hint=_WITHOUT) from None
        if run.returncode or not target.is_file():
            raise KBError(f"marp failed: {_last_words(run.stderr)}", hint=_WITHOUT)
        return target.read_bytes()


def _last_words(told: bytes) -> str:
    lines = [line.strip() for line in told.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it made no file, and did not say why"
