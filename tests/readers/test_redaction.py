"""Keys, tokens and passwords of a raw file reach no model, no page and no index."""

import pytest

from kb import readers
from kb.readers.reader import Overrides

AWS = "AKIA" + "Q3EGRSTUVWXY2345"
GITHUB = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
PEM = "-----BEGIN RSA PRIVATE " + "KEY-----\n" + "MIIEowIBAAKCAQEAx3\n" * 4 + "-----END RSA PRIVATE " + "KEY-----"


def read(text, name="note.md"):
    (found,) = readers.read(name, text.encode(), Overrides())
    return found


def shown(reading):
    return "\n".join(f"{block.text}\n{block.markdown}" for block in reading.blocks)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(f"# Setup\n\nThe key is {AWS}, they said.", "note.md", id="in a note"),
        pytest.param(f"The key is {AWS}, they said.", "mail.txt", id="in prose"),
        pytest.param(f">> The key is {AWS}.\n>> Thanks.\n>> Sure.", "talk.txt", id="in a conversation"),
        pytest.param(f"# Setup\n\nRead [this](https://kb.test/?key={AWS}) first.", "note.md", id="where a link leads"),
        pytest.param(f"# Setup\n\n```\nkey={AWS}\n```", "note.md", id="in a listing"),
        pytest.param(f"# The key {AWS}\n\nIt opens all doors.", "note.md", id="in a title"),
        pytest.param(f"---\nurl: https://kb.test/{AWS}\n---\nIt opens.", "note.md", id="in an address"),
    ],
)
def test_a_key_is_taken_out(text, name):
    reading = read(text, name)
    assert AWS not in shown(reading) + reading.title + reading.url
    assert "[redacted: AWS key]" in shown(reading) + reading.title + reading.url


def test_one_warning_says_how_many_and_in_which_lines():
    reading = read(f"# Setup\n\nThe key is {AWS}.\n\nNothing here.\n\nPush with {GITHUB}.")
    assert reading.warnings == ("credentials redacted: 2 (AWS key, GitHub token) in lines 3, 7",)


def test_a_key_of_many_lines_goes_whole_whatever_the_blocks():
    reading = read(f"Our key, keep it safe:\n\n{PEM}\n\nThat was the key.", "mail.txt")
    assert "MIIE" not in shown(reading)
    assert [block.text for block in reading.blocks if "[redacted" in block.text] == ["[redacted: private key]"]
    assert reading.blocks[-1].text == "That was the key."


def test_the_words_and_the_markdown_of_a_block_say_the_same():
    secret = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"
    (block,) = read(f"# Setup\n\nPay with sk\\_live\\_{secret[8:]} or *not*.").blocks
    assert secret[8:] not in block.markdown
    assert block.text == "Pay with [redacted: Stripe key] or not."


def test_a_block_is_not_named_after_what_was_taken_out():
    one, other = (read(f"# Setup\n\nThe key is {key}.").blocks[0].id for key in (AWS, AWS[:-1] + "7"))
    assert one == other


def test_blocks_that_were_told_apart_by_their_keys_alone_keep_two_ids():
    ids = [block.id for block in read(f"# Setup\n\nThe key is {AWS}.\n\nThe key is {AWS[:-1]}7.").blocks]
    assert len(set(ids)) == 2


def test_what_holds_no_key_is_the_same_reading():
    text = "# Setup\n\nThe token budget: 4096 tokens. A password is never shown."
    assert read(text).warnings == ()


def test_the_lines_that_a_model_cuts_hold_no_keys():
    lines = readers.lines_of("mail.txt", f"Hello.\n{PEM}\nThat was {AWS}.".encode())
    assert [line.text for line in lines] == [
        *("Hello.", "[redacted: private key]", "", "", "", "", "", "That was [redacted: AWS key]."),
    ]
