"""A long sentence on one word."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("ivy", "The mill was opened in spring.").replace("The mill was opened in spring.", "mill")
    sentence = "The mill was opened after two long years of talks, and all of its people could stay there.[^1]"
    return ground.line(ground.written("concepts/ivy", "Ivy", sentence, told).path, sentence)
