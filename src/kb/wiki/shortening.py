"""A text → as much of it as there is room for."""


def shortened(text: str, size: int) -> str:
    """At most `size` characters, cut at a word and marked with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= size:
        return text
    head = text[: size - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[size // 2 :] else head).rstrip(" ,;:-–—") + "…"
