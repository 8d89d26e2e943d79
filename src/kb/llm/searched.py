"""What searches of the web found, as the reply to a request that may search."""

from pydantic import BaseModel


class Result(BaseModel):
    """A page of the web that a search named. Its text is not here: whoever wants it fetches the address."""

    url: str
    title: str
    age: str = ""
    """Of the page, as the search says it; empty where it doesn't."""
    cited: list[str] = []
    """Words of it that the model rested something on."""


class Searched(BaseModel):
    results: list[Result]
    """Each address once, in the order of the searches."""
    text: str
    """What the model wrote about them."""
