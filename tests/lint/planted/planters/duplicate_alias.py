"""An article whose alias is the title of another."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    first, second = ground.article(), ground.article(r"\A(?!.*^aliases:)[\s\S]*")
    return ground.edit(second, r"^(title: .*\n)", rf'\1aliases: ["{first.title}"]\n')
