"""The text of concepts.yaml → the concept table, and the lines on which people's decisions stand."""

import re
from typing import TYPE_CHECKING

from kb.errors import SettingsError

if TYPE_CHECKING:
    from kb.knowledge import ConceptTable

NAME = "concepts.yaml"


def table(text: str) -> "ConceptTable | None":
    """None when it can't be read."""
    try:
        return parsed(text)
    except SettingsError:
        return None


def parsed(text: str) -> "ConceptTable":
    """Raises SettingsError."""
    if not text:
        from kb.knowledge import ConceptTable

        return ConceptTable({})
    # Loaded where it is needed: it takes longer than all else that lint loads.
    from kb.workspace.concepts import parse

    return parse(text)


def line_of(text: str, concept: str) -> int:
    """Where the entry of a concept begins; 0 when its id is written in a way that is not found."""
    match = re.search(rf"\bid:[ \t]*[\"']?{re.escape(concept)}[\"']?[ \t]*(?:[,}}#]|$)", text, re.M)
    return text.count("\n", 0, match.start()) + 1 if match else 0
