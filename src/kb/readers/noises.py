"""Words of a transcript to those that were said: what is heard but not said goes, such as [Music]."""

import re

_NOISES = (
    "music|applause|applauds?|laughter|laughs?|laughing|chuckles?|chuckling|intro|outro|cheers|cheering|vocalsound|"
    "disfmarker|pause|noise|silence|sighs?|coughs?|clears throat|operator directions?|musik|musique|música|risas|"
    "aplausos|applaus|gelächter|rires|applaudissements|音楽|拍手|笑|笑い|음악|박수|музыка|аплодисменты|смех"
)
_NOISE = re.compile(
    rf"[\[({{](?:[^\W\d_]+[ ]){{0,2}}(?:{_NOISES})(?:[ ][^\W\d_]+)?[.!]?[\])}}]|[♪♫][^♪♫\n]{{0,200}}[♪♫]|[♪♫]"
    r"|<?(?:Media|image|video|audio|sticker|GIF) omitted>?",
    re.I,
)
_MAY_BE_NOISE = re.compile(r"[\[({♪♫]")


def quiet(text: str) -> str:
    """The words without what is heard but not said."""
    return _NOISE.sub("", text) if _MAY_BE_NOISE.search(text) or "omitted" in text else text
