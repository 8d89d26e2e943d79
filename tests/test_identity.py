"""Who a source is: ids that outlive edits and renames."""

import pytest

from kb.identity import Candidate, Known, identify, known_sources
from kb.knowledge import Reading


def candidate(path, sha="1", lines=(1, 0), title="A title"):
    return Candidate(path, sha, Reading("article", "", title, (), lines=lines))


TALK = Known("talk", "raw/talk.txt", "1", "")
POST = Known("a-title", "raw/paste.txt", "1", "1-9")


@pytest.mark.parametrize(
    ("candidates", "known", "ids"),
    [
        pytest.param([candidate("raw/My Talk.txt")], [], ["my-talk"], id="a new file is named after its name"),
        pytest.param([candidate("raw/p.txt", lines=(1, 9))], [], ["a-title"], id="a post after its title"),
        pytest.param([candidate("raw/a/x.md"), candidate("raw/b/x.md")], [], ["x", "x-2"], id="two of one name"),
        pytest.param([candidate("raw/talk.txt", sha="2")], [TALK], ["talk"], id="an edited file keeps its id"),
        pytest.param([candidate("raw/b/new.txt")], [TALK], ["talk"], id="a renamed file keeps its id"),
        pytest.param([candidate("raw/new.txt", sha="2")], [TALK], ["new"], id="renamed and edited: another source"),
        pytest.param([candidate("raw/a/talk.txt", sha="2")], [TALK], ["talk-2"], id="an id is never given twice"),
        pytest.param(
            [candidate("raw/a.txt"), candidate("raw/talk.txt")], [TALK], ["a", "talk"], id="a copy beside the original"
        ),
        pytest.param([candidate("raw/paste.txt", "2", (5, 13))], [POST], ["a-title"], id="a post that moved down"),
        pytest.param([candidate("raw/潮.txt")], [], ["chao"], id="another script"),
    ],
)
def test_who_is_who(candidates, known, ids):
    assert identify(candidates, known) == ids


HEAD = "---\ntype: Source\nresource: raw/a.txt\nsha256: 12\n---\n"


@pytest.mark.parametrize(
    ("page", "known"),
    [
        pytest.param(HEAD, [Known("a", "raw/a.txt", "12", "")], id="what its front matter says"),
        pytest.param(HEAD + "```\nresource: x\n```", [Known("a", "raw/a.txt", "12", "")], id="not what its text says"),
        pytest.param(HEAD.replace("\n", "\r\n"), [Known("a", "raw/a.txt", "12", "")], id="line ends of Windows"),
        pytest.param(
            HEAD.replace("sha256", f"description: {'long ' * 2000}\nsha256"),
            [Known("a", "raw/a.txt", "12", "")],
            id="behind a long description",
        ),
        pytest.param("resource: raw/a.txt", [], id="without front matter"),
    ],
)
def test_a_page_remembers_its_file(page, known):
    assert known_sources({"sources/a.md": page.encode()}) == known
