"""A footnote that quotes an answer."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    ground.note("answers/eels", "Eels. ^k00000001\n", "type: Answer\ntitle: Eels?\ndescription: An answer.\n")
    cited = '[^1]: "Eels." — [Eels?](answers/eels.md#^k00000001)'
    return ground.note_with("citing-an-answer", cited, "A remark.[^1]")
