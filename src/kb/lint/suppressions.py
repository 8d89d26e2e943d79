"""A person's word that a finding is all right where it stands: `<!-- kb: allow CIT001 -->`."""

import re
from collections import defaultdict

from kb.lint.rule import Finding, Rule
from kb.lint.selection import names
from kb.wiki.page import Page

_ALLOW = re.compile(r"kb:\s*allow\s+([\w,\s-]+)")


class Suppressions:
    """What a page allows: each comment on its own line and on the next."""

    def __init__(self, page: Page) -> None:
        self._front_ends = page.first_line - 1
        self._by_line: dict[int, list[str]] = defaultdict(list)
        for comment in page.comments:
            match = _ALLOW.match(comment.text)
            if match:
                words = re.split(r"[,\s]+", match.group(1).strip())
                # The next line too, for a comment that stands above what it allows.
                self._by_line[comment.line] += words
                self._by_line[comment.line + 1] += words

    def cover(self, rule: Rule, finding: Finding) -> bool:
        """A finding about the page as a whole, or in front matter that holds no comment, may be allowed anywhere."""
        if not self._by_line:
            return False
        if finding.line > self._front_ends:
            return names(rule, self._by_line.get(finding.line, ()))
        return any(names(rule, words) for words in self._by_line.values())
