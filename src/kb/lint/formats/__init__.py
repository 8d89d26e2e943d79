"""Reports of a lint run for programs: one module a format. `FORMATS` is all there are."""

from collections.abc import Callable, Mapping

from kb.lint.formats import github, jsons, junit, sarif, text
from kb.lint.outcome import Outcome

Format = Callable[[Outcome], str]

FORMATS: Mapping[str, Format] = {
    "text": text.report,
    "github": github.report,
    "sarif": sarif.report,
    "json": jsons.report,
    "junit": junit.report,
}
"""By the name that --format takes. Each gives a whole document that ends with a line end."""
