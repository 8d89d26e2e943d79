"""argv → command; KBError → message and exit code. The only place that does either.

Nothing heavy is imported here: each command imports what it needs when it runs.
"""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from kb import __version__
from kb.errors import Interrupted, KBError

if TYPE_CHECKING:
    from kb.choices import Choices


class _Plain:
    """Takes texts and folders as they were typed, and leaves to typer what has to be checked."""

    def coerce(self, value: object, param: typer.CallbackParam, ctx: typer.Context) -> object:
        wanted = getattr(getattr(param, "type_descriptor", None), "annotation", None)
        if value is None or value is param.default or (wanted is str and isinstance(value, str)):
            return value
        if wanted is Path and isinstance(value, str):
            return Path(value)
        setattr(param, _COERCION, None)
        return param.process_value(ctx, value)


_COERCION = "_runtime_param"
_PIPE_CLOSED = 141
"""What shells report of a program that the signal of a closed pipe ended."""


class _Verbs(TyperGroup):
    """The commands, with four things that typer does in its own way."""

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def, override]
        """Typer has pydantic look at every word, which takes longer to import than most commands to answer."""
        command = super().get_command(ctx, cmd_name)
        for parameter in command.get_params(ctx) if command is not None else ():
            if parameter.nargs == 1 and not getattr(parameter, "multiple", False):
                setattr(parameter, _COERCION, _Plain())
        return command

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """A flag not given is off. Pydantic knows that too, but takes longer to import than all else here."""
        for parameter in self.get_params(ctx):
            if getattr(parameter, "is_flag", False) and parameter.default is None:
                parameter.default = False
        return super().parse_args(ctx, args)

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """Typer would end in silence on ^C."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Interrupted("interrupted: what was done is kept", hint="Run the same command to go on.") from None
        except BrokenPipeError:
            # Who read it has seen enough. Typer would end with 1, as if nothing had been found.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(_PIPE_CLOSED) from None


app = typer.Typer(
    name="kb",
    cls=_Verbs,
    help="A compiler for knowledge: a messy folder of sources in, a wiki that stands on their exact words out.",
    epilog='Start with: kb init, put files into raw/, kb build, kb ask "..."',
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output, for machines.")]
Engine = Annotated[str, typer.Option(help="Who answers, over kb.yaml: claude, extractive or auto.")]
Jobs = Annotated[int | None, typer.Option(min=1, max=64, help="Requests under way at once.")]
Folder = Annotated[Path, typer.Option("--workspace", "-w", help="A folder of the workspace.", show_default="here")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kb {__version__}")
        raise typer.Exit


@app.callback()
def _kb(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: kb init ~/wiki")
def init(
    folder: Annotated[Path, typer.Argument(help="Where the workspace goes.", show_default="here")] = Path(),
) -> None:
    """Make a workspace: kb.yaml, raw/ and wiki/."""
    from kb.commands import init as command

    raise typer.Exit(command.run(folder.resolve()))


@app.command(epilog="Examples: kb ingest | kb ingest ~/Downloads/talk.vtt https://example.org/post | kb ingest --watch")
def ingest(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files or folders to copy into raw/ first, and web pages to save there.")
    ] = None,
    kind: Annotated[str, typer.Option(help="Read these files as this kind, whatever they look like.")] = "",
    split: Annotated[str, typer.Option(help="Lines at which another post begins, such as 12,40.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and ingest files as they arrive in raw/.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Fetch addresses of your own network too.")] = False,
    describe: Annotated[
        bool, typer.Option("--describe-images", help="Have a model describe the pictures in raw/; this costs money.")
    ] = False,
    budget: Annotated[float | None, typer.Option(min=0, help="Dollars that describing may spend.")] = None,
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Turn the files of raw/ into clean markdown pages with blocks that can be cited."""
    from kb.commands.ingest import Asked

    name = "rehearse_ingest" if dry_run else "watch" if watch else "ingest"
    command = import_module(f"kb.commands.{name}")
    asked = Asked(tuple(paths or ()), kind, split, private, describe, budget)
    raise typer.Exit(command.run(workspace, asked, as_json=as_json))


@app.command(name="compile", epilog="Examples: kb compile | kb compile --plan | kb compile --budget 2.50")
def compile_(
    plan: Annotated[bool, typer.Option("--plan", help="Say what would be asked and cost, and write nothing.")] = False,
    budget: Annotated[float | None, typer.Option(min=0, help="Dollars that this run may spend.")] = None,
    jobs: Jobs = None,
    engine: Engine = "",
    batch: Annotated[bool, typer.Option("--batch", help="Ask in batches: half the price, within a day.")] = False,
    refresh: Annotated[
        list[str] | None, typer.Option(help="Ask again what this concept or source needed; may be repeated.")
    ] = None,
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Write the wiki from the sources: their pages, concepts, links, contents. Unchanged input costs nothing."""
    from kb.choices import Choices
    from kb.commands import compile as command

    choices = Choices(engine, budget, jobs, batch)
    raise typer.Exit(command.run(workspace, choices, refresh or [], planned=plan, as_json=as_json))


@app.command(epilog="Example: kb build")
def build(workspace: Folder = Path(), as_json: Json = False) -> None:
    """Ingest, then compile."""
    from kb.commands import build as command

    raise typer.Exit(command.run(workspace, as_json=as_json))


@app.command(
    epilog='Examples: kb ask "Who paid for Volvo?" | kb ask --deep "What changed?" | kb ask --out volvo.md "Who paid?"'
)
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")],
    deep: Annotated[bool, typer.Option("--deep", help="Let the model search and read several times first.")] = False,
    form: Annotated[
        str, typer.Option("--as", help="Answer as md, table, slides, chart or canvas; the suffix of --out says it too.")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", help="The file that the answer goes to.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file there that kb did not write.")] = False,
    minutes: Annotated[float | None, typer.Option(min=0, help="How long --deep may search, over kb.yaml.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Keep the answer as a page of wiki/answers/.")] = False,
    engine: Engine = "",
    budget: Annotated[float | None, typer.Option(min=0, help="Dollars that the answer may cost.")] = None,
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Answer a question from the wiki, each sentence with its quote; exit code 1 when the wiki can't."""
    from kb.choices import Choices
    from kb.commands import ask as command

    output = command.Output(form, out, force, save)
    asked = command.Asked(question, Choices(engine, budget), deep, minutes, output)
    raise typer.Exit(command.run(workspace, asked, as_json=as_json))


@app.command(epilog="Examples: kb chat | kb chat --json < questions.txt")
def chat(
    engine: Engine = "",
    budget: Annotated[float | None, typer.Option(min=0, help="Dollars that the conversation may cost.")] = None,
    workspace: Folder = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON for each answer, for machines.")] = False,
) -> None:
    """Ask one question after the other; each may lean on those before it. From a pipe: a question a line."""
    from kb.choices import Choices
    from kb.commands import chat as command

    raise typer.Exit(command.run(workspace, Choices(engine, budget), as_json=as_json))


@app.command(
    epilog="Examples: kb search 'tidal \"sea lock\" kind:transcript after:2024-05 -dredging' | kb search eels --open 1"
)
def search(
    query: Annotated[
        str,
        typer.Argument(
            help='Words; "several words" in quotes stand together; -word leaves out; '
            "kind:, source:, after: and before: narrow."
        ),
    ],
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, max=100, help="How many passages.", show_default="10")
    ] = None,
    tokens: Annotated[
        int | None, typer.Option(min=1, help="With --json: how many tokens the texts may have together.")
    ] = None,
    opened: Annotated[
        int | None, typer.Option("--open", min=1, metavar="N", help="Open the page of the Nth passage.")
    ] = None,
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Find passages of articles and sources."""
    from kb.commands import search as command

    raise typer.Exit(command.run(workspace, query, command.Wanted(limit, tokens, opened), as_json=as_json))


@app.command(
    name="eval",
    epilog="Examples: kb eval --retrieval | kb eval --min coverage=0.9,abstention=1 --compare last.json --out new.json",
)
def eval_(
    questions: Annotated[str, typer.Argument(metavar="[SET]", help="The golden set.", show_default="eval.yaml")] = "",
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="Only the first so many questions.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only questions with this tag; may be repeated.")] = None,
    retrieval: Annotated[bool, typer.Option("--retrieval", help="Only search: no model is asked.")] = False,
    judge: Annotated[bool, typer.Option("--judge", help="Have a model judge facts and sentences too.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the report here, as JSON.")] = None,
    compare: Annotated[Path | None, typer.Option(help="Show what changed since this report.")] = None,
    least: Annotated[
        list[str] | None, typer.Option("--min", help="Least values, such as coverage=0.9,abstention=1.")
    ] = None,
    draft: Annotated[
        int | None, typer.Option(min=1, max=200, help="Propose a set of so many questions, for a person to correct.")
    ] = None,
    engine: Engine = "",
    budget: Annotated[float | None, typer.Option(min=0, help="Dollars that this run may spend.")] = None,
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Ask a golden set of questions, and tell how well the wiki answers; exit code 1 when a --min is missed."""
    from kb.choices import Choices

    choices = Choices(engine, budget)
    if draft is not None:
        from kb.commands import eval_draft

        raise typer.Exit(eval_draft.run(workspace, questions, draft, choices, as_json=as_json))
    from kb.commands import eval as command

    wanted = command.Wanted(
        set=questions,
        limit=limit,
        only=tuple(only or ()),
        retrieval=retrieval,
        judge=judge,
        out=out,
        compare=compare,
        least=tuple(least or ()),
        choices=choices,
    )
    raise typer.Exit(command.run(workspace, wanted, as_json=as_json))


def _choices(engine: str, budget: float | None, jobs: int | None) -> "Choices | None":
    """None where nothing is chosen: what it takes to choose is not imported then."""
    if not engine and budget is None and jobs is None:
        return None
    from kb.choices import Choices

    return Choices(engine, budget, jobs)


_Changed = Annotated[
    bool, typer.Option("--changed", help="Tell only of files that differ from REF in git, and where others use them.")
]
_Judge = Annotated[bool, typer.Option("--judge", help="Have a model judge what no rule can tell; this costs money.")]
_Format = Annotated[str, typer.Option("--format", help="text, github, sarif, json or junit.", show_default="text")]
_Since = Annotated[str, typer.Argument(metavar="[REF]", help="With --changed: the commit.", show_default="HEAD")]
_Update = Annotated[
    bool, typer.Option("--update-baseline", help="Write it, or take out of it what is gone; it never grows.")
]
_Web = Annotated[
    bool, typer.Option("--web", help="With --judge: search the web for the gaps it finds; what is found enters raw/.")
]
_AtMost = Annotated[int | None, typer.Option(min=1, max=50, help="Pages that --web may bring.", show_default="5")]
_Known = Annotated[
    Path | None, typer.Option(help="The findings that are known already.", show_default=".kb-baseline.json, if there")
]


@app.command(
    epilog="Examples: kb lint | kb lint --fix | kb lint --select CIT | kb lint --changed origin/main... --format github"
    " | kb lint --judge --budget 1 | kb lint --judge --web --at-most 3"
)
def lint(
    since: _Since = "",
    select: Annotated[str, typer.Option(help="Only these codes, beginnings of codes or names: CIT,LNK001.")] = "",
    ignore: Annotated[str, typer.Option(help="Not these.")] = "",
    extend_select: Annotated[str, typer.Option(help="These too, whatever kb.yaml ignores.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    changed: _Changed = False,
    baseline: _Known = None,
    update_baseline: _Update = False,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Tell the known findings too.")] = False,
    format_: _Format = "",
    out: Annotated[Path | None, typer.Option(help="Write the report here; text still goes to the terminal.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend, then report the rest.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="Mend what needs a second look too.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what fixes would change, and write nothing.")] = False,
    judge: _Judge = False,
    web: _Web = False,
    at_most: _AtMost = None,
    engine: Engine = "",
    budget: Annotated[float | None, typer.Option(min=0, help="Dollars that --judge and --web may spend.")] = None,
    jobs: Jobs = None,
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Check the wiki without a model: citations, links, format. Exit code 1 when something is wrong."""
    from kb.commands import lint as command

    asked = command.Asked(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        strict=strict,
        format=format_,
        out=out,
        baseline=baseline,
        update_baseline=update_baseline,
        no_baseline=no_baseline,
        changed=changed,
        since=since,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        judge=judge,
        web=web,
        at_most=at_most,
        choices=_choices(engine, budget, jobs),
    )
    raise typer.Exit(command.run(workspace, asked, as_json=as_json))


@app.command(epilog="Example: kb status")
def status(workspace: Folder = Path(), as_json: Json = False) -> None:
    """What the workspace holds, and what waits to be compiled."""
    from kb.commands import status as command

    raise typer.Exit(command.run(workspace, as_json=as_json))


@app.command(epilog="Example: kb log -n 5")
def log(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many entries.")] = 20,
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """What happened here, newest first."""
    from kb.commands import log as command

    raise typer.Exit(command.run(workspace, limit, as_json=as_json))


@app.command(epilog="Examples: kb cost | kb cost --by source | kb cost --by day --json")
def cost(
    by: Annotated[str, typer.Option(help="Add up by stage, source, concept, day or model.")] = "stage",
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """What was asked of models so far, in tokens and dollars."""
    from kb.commands import cost as command

    raise typer.Exit(command.run(workspace, by, as_json=as_json))


@app.command(epilog="Examples: kb replies | kb replies --verify | kb replies --prune --dry-run")
def replies(
    verify: Annotated[bool, typer.Option("--verify", help="Check each one; exit code 1 when one is broken.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what no page of today's wiki needs.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --prune: only say what would go.")] = False,
    answers: Annotated[bool, typer.Option("--answers", help="With --prune: answers to questions too.")] = False,
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """The remembered replies of models: how many, whether they are whole, which nobody needs."""
    from kb.commands import replies as command

    wanted = command.Wanted(verify=verify, prune=prune, dry_run=dry_run, answers=answers)
    raise typer.Exit(command.run(workspace, wanted, as_json=as_json))


@app.command(epilog="Examples: kb why geely | kb why wiki/concepts/geely.md --json | kb why 3f9a01c2d4e5")
def why(
    page: Annotated[str, typer.Argument(help="A page: its path, its name or its title; or the id of a deep answer.")],
    workspace: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Walk each sentence of a page back to the file, line, speaker and time it stands on."""
    from kb.commands import why as command

    raise typer.Exit(command.run(workspace, page, as_json=as_json))


@app.command(epilog="Example: kb explain CIT003")
def explain(
    code: Annotated[str, typer.Argument(help="A code or the name of a rule; `all` lists them.")],
) -> None:
    """What a finding means, why it matters, and how to mend it."""
    from kb.commands import explain as command

    raise typer.Exit(command.run(code))


def main(words: Sequence[str] | None = None) -> None:
    """Run kb, on these words or the process's own, and leave with its exit code.

    0 clean, 1 findings, 2 usage, 3 could not run, 130 interrupted, 141 nobody reads on.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(words)
    except KBError as error:
        print(f"kb: {error}", file=sys.stderr)
        if error.hint:
            print(f"    {error.hint}", file=sys.stderr)
        sys.exit(error.exit_code)
    except OSError as error:
        # Trouble with the workspace's files is a DiskError by now: this is kb's own output, on a disk that is full.
        print(f"kb: can't write its output: {error.strerror or error}", file=sys.stderr)
        sys.exit(3)
