"""The commands of README.md's session → the same commands with what they really print, in a copy of the sample."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
_SESSION = re.compile(r"(?<=```console\n).*?(?=```\n<!-- end of session -->)", re.DOTALL)


def readme() -> str:
    """The text of README.md with its session run anew."""
    text = (TOP / "README.md").read_text(encoding="utf-8")
    session = _SESSION.search(text)
    if session is None:
        raise SystemExit("README.md has no session between ```console and <!-- end of session -->")
    commands = re.findall(r"^\$ (.*)$", session.group(), re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(TOP / "raw", Path(folder) / "raw")
        shutil.copytree(TOP / ".kb" / "replies", Path(folder) / ".kb" / "replies")
        shutil.copy(TOP / "kb.yaml", folder)
        shown = [f"$ {command}\n{_output(command, folder)}" for command in commands]
    return text[: session.start()] + "\n".join(shown) + text[session.end() :]


def _output(command: str, folder: str) -> str:
    """What a shell prints, with the `kb` of this interpreter."""
    kb = f'kb() {{ "{sys.executable}" -m kb "$@"; }}; '
    # Without a key: what is shown is what a fresh clone does.
    keyless = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC_")}
    environment = {**keyless, "PYTHONPATH": str(TOP / "src"), "COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run(kb + command, shell=True, cwd=folder, env=environment, capture_output=True, check=False)
    return done.stdout.decode("utf-8")
