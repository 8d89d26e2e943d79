"""kb compile --plan: what a compile would ask, and what it would cost."""

from dataclasses import asdict

from kb.choices import Choices
from kb.llm.prices import dollars
from kb.llm.priors import read
from kb.planning import Plan, plan
from kb.terminal import Terminal, count
from kb.workspace import Workspace

_LATER = "What comes after these replies depends on them, and can't be counted yet."


def run(workspace: Workspace, choices: Choices, terminal: Terminal) -> int:
    """Exit code 0."""
    with terminal.progress("Planning") as advance:
        found = plan(workspace, choices, advance)
    tell(found, terminal)
    return 0


def tell(found: Plan, terminal: Terminal) -> None:
    if found.free:
        terminal.say(f"The {found.engine} engine works by rule: no model is asked, nothing is spent.")
    elif found.current:
        terminal.say("Nothing to do: the wiki is up to date.")
    elif not found.certain:
        terminal.say("Nothing to ask: every reply is remembered.")
    else:
        rows = [(one.stage, f"{one.requests:,}", f"{one.tokens:,}", _money(one.usd)) for one in found.certain]
        terminal.table(("stage", "requests", "input tokens, about", "dollars at least"), rows)
        terminal.say(f"{_LATER} {_expected(found)}".rstrip())
    terminal.data(_as_data(found))


def _money(usd: float | None) -> str:
    return "unknown" if usd is None else dollars(usd)


def _expected(plan: Plan) -> str:
    found = plan.forecast
    if found is None:
        return _guessed(plan.guess)
    past, coming = count(found.past, found.noun), count(found.coming, found.noun)
    went = f"took {found.spent.prompt / found.past:,.0f} tokens in and {found.spent.output / found.past:,.0f} out each"
    if found.usd is None:
        return f"So far {past} {went}, at a price that is not known."
    each = dollars(found.spent.usd / found.past)
    return f"So far {past} {went}, {each}: all of it for {coming} may come to {dollars(found.usd)}."


def _guessed(usd: float | None) -> str:
    if usd is None:
        return "Nothing like them was asked here before, so what all of it will cost can't be told."
    told = f"Going by {read():,} words that were read elsewhere, all of it may come to {dollars(usd)}"
    return f"{told}; a budget stops in time."


def _as_data(found: Plan) -> dict[str, object]:
    expected = found.forecast
    return {
        "engine": found.engine,
        "current": found.current,
        "stages": [asdict(one) for one in found.certain],
        "usd_at_least": found.usd,
        "more_to_come": bool(found.certain),
        "usd_going_by_others": found.guess,
        "expected": None
        if expected is None
        else {
            "of": expected.noun,
            "past": expected.past,
            "coming": expected.coming,
            "input_tokens_each": expected.spent.prompt / expected.past,
            "output_tokens_each": expected.spent.output / expected.past,
            "usd": expected.usd,
        },
    }
