"""A wiki for a judge: two pages that differ on a count, and one that says more than its quote."""

import json

from messages_api import says

SOURCE = """\
---
type: Source
title: {title}
description: A talk.
published: "{published}"
---
## Text

{text} ^k00000001
"""
ARTICLE = """\
---
type: Concept
title: {title}
description: A thing.
generated: {{by: kb}}
---
{sentence}[^1]

[^1]: "{quote}" — [{of}](../sources/{of}.md#^k00000001)
"""
FIRST, SECOND = "The eel pass is used by 200 eels each spring.", "The eel pass is used by 900 eels each spring."
LOAN = "The council wouldn't touch the loan."
PAGES = {
    "wiki/sources/first.md": SOURCE.format(title="first", published="2015-03-01", text=FIRST),
    "wiki/sources/second.md": SOURCE.format(title="second", published="2022-03-01", text=SECOND),
    "wiki/sources/loan.md": SOURCE.format(title="loan", published="2020-03-01", text=LOAN),
    "wiki/concepts/eel.md": ARTICLE.format(
        title="Eel", sentence="By one [count](weir.md), " + FIRST, quote=FIRST, of="first"
    ),
    "wiki/concepts/weir.md": ARTICLE.format(
        title="Weir", sentence="By one count, " + SECOND, quote=SECOND, of="second"
    ),
    "wiki/concepts/loan.md": ARTICLE.format(
        title="Loan", sentence="The council refused the [eel](eel.md) loan.", quote=LOAN, of="loan"
    ),
}
BOTH_HOLD = {
    "same_subject": True,
    "same_time": False,
    "same_scope": True,
    "both_held": True,
    "known": False,
    "verdict": "both_hold",
    "outdated": "neither",
    "why": "",
}


def verdicts(*given):
    """A reply about sentences: verdict and reason for each, from 1 on."""
    return {"verdicts": [{"number": n, "verdict": v, "why": why} for n, (v, why) in enumerate(given, 1)]}


def script(body, nth):
    """Finds fault with the loan, and with nothing else."""
    prompt = body["messages"][0]["content"]
    if "same_subject" in body["output_config"]["format"]["schema"]["properties"]:
        return says(json.dumps(BOTH_HOLD))
    return says(json.dumps(verdicts(("overstated", "refused") if "The page: Loan" in prompt else ("supported", ""))))
