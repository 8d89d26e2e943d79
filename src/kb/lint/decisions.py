"""The text of concepts.yaml → the concept table, and the lines on which people's decisions stand."""

import re

from kb.errors import SettingsError
from kb.knowledge import ConceptTable
from kb.lint.bundle import Bundle

NAME = "concepts.yaml"


def table(bundle: Bundle) -> ConceptTable | None:
    """None when it can't be read."""
    if not bundle.concepts:
        return ConceptTable({})
    # Loaded where it is needed: it takes a quarter of the time that all other rules take to load.
    from kb.workspace.concepts import parse

    try:
        return parse(bundle.concepts)
    except SettingsError:
        return None


def line_of(bundle: Bundle, concept: str) -> int:
    """Where the entry of a concept begins; 0 when its id is written in a way that is not found."""
    match = re.search(rf"\bid:[ \t]*[\"']?{re.escape(concept)}[\"']?[ \t]*(?:[,}}#]|$)", bundle.concepts, re.M)
    return bundle.concepts.count("\n", 0, match.start()) + 1 if match else 0
