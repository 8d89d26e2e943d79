"""What a rule says it needs of a page: without that it finds nothing there, so that it need not be asked."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lint.bundle import Bundle
from kb.lint.rule import Rule, rules
from kb.wiki.scan import scan
from lint.specification import cases

CASES = [case for file in sorted(Path(__file__).parent.glob("*.md")) if file.stem != "README" for case in cases(file)]
CHOOSY = [rule for rule in rules() if rule.needs]


@cache
def bundles() -> list[Bundle]:
    return [case.bundle() for case in CASES]


def lines() -> list[str]:
    return sorted({line for bundle in bundles() for page in bundle.pages.values() for line in page.lines})


def without_what_it_needs(rule: Rule, bundle: Bundle) -> list[str]:
    """The pages on which a rule finds something that it says it does not."""
    return [found.path for found in rule.check(bundle) if not getattr(bundle.pages[found.path], rule.needs)]


def test_some_rules_are_choosy() -> None:
    of_pages = {"generated", "written", "of_kind_of_kb", "reserved"}
    of_links = {"footnotes", "leads_beyond_ascii", "leads_to_parts"}
    assert {rule.needs for rule in CHOOSY} == of_pages | of_links


@pytest.mark.parametrize("rule", CHOOSY, ids=lambda rule: rule.name)
def test_a_rule_finds_nothing_on_pages_of_the_specifications_without_what_it_needs(rule: Rule) -> None:
    assert [path for bundle in bundles() for path in without_what_it_needs(rule, bundle)] == []


@given(st.data())
def test_no_rule_finds_anything_on_a_page_without_what_it_needs(data: st.DataObject) -> None:
    body = data.draw(st.lists(st.sampled_from(lines()), max_size=30))
    front = data.draw(st.lists(st.sampled_from([line for line in lines() if ": " in line]), max_size=4))
    path = data.draw(st.sampled_from(["wiki/a.md", "wiki/index.md", "wiki/log.md"]))
    bundle = Bundle({path: scan(path, "\n".join(["---", *front, "---", *body]))}, {})
    assert [without_what_it_needs(rule, bundle) for rule in CHOOSY] == [[] for _ in CHOOSY]
