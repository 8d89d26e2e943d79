"""What becomes of statements: who says them, and how."""

import pytest

from kb.digest import Digest
from kb.knowledge import Block, BlockId, Claim, Place, SourceId
from kb.stages.extract import ExtractReply, Statement, Window, ground

ANN = Block(BlockId("k00000001"), "turn", "The water was cold.", "", Place((1, 1), speaker="Ann"))
AI = Block(BlockId("k00000002"), "turn", "It was hot.", "", Place((1, 1), speaker="ChatGPT (gpt-4o)", machine=True))


def claimed(block: Block, *said_by: str, stance: str = "asserted") -> Claim:
    statement = Statement.model_validate(
        {
            "text": block.text,
            "quotes": [block.text],
            "said_by": said_by,
            "stance": stance,
            "time": "",
            "about": [],
            "mentions": [],
        }
    )
    window = Window(SourceId("a"), "conversation", "en", (ANN, AI))
    (claim,) = ground(window, ExtractReply(statements=[statement]), Digest("0")).results
    return claim


@pytest.mark.parametrize(
    ("claim", "said_by", "stance"),
    [
        pytest.param(claimed(ANN, "Ann"), ("Ann",), "asserted", id="a person asserts"),
        pytest.param(claimed(AI), ("ChatGPT (gpt-4o)",), "reported", id="an AI never goes unnamed"),
        pytest.param(claimed(AI, "Marine Trust"), ("Marine Trust", "ChatGPT (gpt-4o)"), "reported", id="who it quotes"),
        pytest.param(claimed(AI, stance="question"), ("ChatGPT (gpt-4o)",), "question", id="a question stays one"),
    ],
)
def test_what_an_ai_says_is_only_passed_on(claim: Claim, said_by: tuple[str, ...], stance: str) -> None:
    assert (claim.said_by, claim.stance) == (said_by, stance)
