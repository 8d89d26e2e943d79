"""What an element holds: its words, the lines of the file that it stands on, what an XPath finds below it."""

from lxml import etree
from lxml.etree import _Element as Element


def words(element: Element) -> str:
    """All text below an element, as it stands."""
    return "".join(str(part) for part in element.itertext())


def line(element: Element) -> int:
    """The line on which the element begins, 1-based."""
    found = element.sourceline
    return found if isinstance(found, int) and found > 0 else 1


def place(element: Element) -> tuple[int, int]:
    """First and last line of an element."""
    first = line(element)
    last = max((line(one) for one in element.iterdescendants()), default=first)
    return first, max(first, last, first + words(element).rstrip().count("\n"))


def found(element: Element, path: str) -> list[Element]:
    """The elements that an XPath finds."""
    result = element.xpath(path)
    return [one for one in result if isinstance(one, etree._Element)] if isinstance(result, list) else []


def seen(element: Element) -> str:
    """All text below an element but that of scripts and styles, as it stands."""
    result = element.xpath(".//text()[not(parent::script or parent::style)]")
    return "".join(map(str, result)) if isinstance(result, list) else ""
