"""kb replies: what is remembered of models' replies, whether it is whole, and which of it nobody needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import UsageError
from kb.pruning import Kept, faults, kept, unneeded
from kb.terminal import Terminal
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asks for; nothing: a list."""

    verify: bool = False
    prune: bool = False
    dry_run: bool = False
    answers: bool = False


def run(folder: Path, wanted: Wanted, *, as_json: bool) -> int:
    """Exit code 1 when a reply that is verified is broken. Raises UsageError for flags that don't go together."""
    if wanted.verify and wanted.prune:
        raise UsageError("--verify and --prune are two things", hint="First kb replies --verify, then --prune.")
    if (wanted.dry_run or wanted.answers) and not wanted.prune:
        raise UsageError("--dry-run and --answers say how to prune", hint="kb replies --prune --dry-run")
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    if wanted.prune:
        return _prune(workspace, wanted, terminal)
    found = list(kept(workspace))
    return _verify(found, terminal) if wanted.verify else _list(found, terminal)


def _list(found: Sequence[Kept], terminal: Terminal) -> int:
    groups: dict[tuple[str, str], list[Kept]] = {}
    for one in found:
        name = (one.reply.stage, one.reply.model) if one.reply is not None else ("broken", "")
        groups.setdefault(name, []).append(one)
    rows = [
        {"stage": stage, "model": model, "replies": len(group), "bytes": sum(one.size for one in group)}
        for (stage, model), group in sorted(groups.items())
    ]
    if rows:
        shown = [(f"{r['stage']}, {r['model']}".strip(", "), f"{r['replies']:,}", f"{r['bytes']:,}") for r in rows]
        terminal.table(("stage, model", "replies", "bytes"), [*shown, ("total", f"{len(found):,}", _bytes(found))])
    else:
        terminal.say("No reply is remembered yet.")
    terminal.data({"rows": rows, "replies": len(found), "bytes": sum(one.size for one in found)})
    return 0


def _bytes(found: Sequence[Kept]) -> str:
    return f"{sum(one.size for one in found):,}"


def _verify(found: Sequence[Kept], terminal: Terminal) -> int:
    wrong = faults(found)
    for path, fault in wrong.items():
        terminal.say(f"error: {path}: {fault}", "bold red")
    terminal.say(f"{len(found) - len(wrong):,} whole, {len(wrong):,} broken.")
    if wrong:
        terminal.say("  Each is as good as none: it is asked for again when a compile needs it.", "dim")
    terminal.data({"replies": len(found), "broken": [{"path": path, "fault": f} for path, f in wrong.items()]})
    return 1 if wrong else 0


def _prune(workspace: Workspace, wanted: Wanted, terminal: Terminal) -> int:
    with workspace.locked():
        with terminal.progress("Looking for what is needed") as advance:
            gone = unneeded(workspace, advance, answers=wanted.answers)
        if not wanted.dry_run:
            for one in gone:
                workspace.remove(one.path)
    replies = f"{len(gone):,} {'reply' if len(gone) == 1 else 'replies'}"
    verb = "would be removed" if wanted.dry_run else "removed"
    terminal.say(f"{replies} that no page needs {verb}: {_bytes(gone)} bytes." if gone else "Every reply is needed.")
    size = sum(one.size for one in gone)
    terminal.data({"removed": [one.path for one in gone], "bytes": size, "dry_run": wanted.dry_run})
    return 0
