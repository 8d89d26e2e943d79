"""An outcome → lines for people, without colours."""

from kb.lint.outcome import Outcome
from kb.lint.report import lines


def report(outcome: Outcome) -> str:
    return "".join(f"{line.text}\n" for line in lines(outcome))
