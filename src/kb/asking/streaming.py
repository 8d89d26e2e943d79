"""A reply as it comes → its sentences, each as soon as it is whole and stands."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from kb.asking.answers import numbered
from kb.knowledge import Sentence
from kb.llm.request import Request
from kb.stages.answer import ANSWER, AnswerSentence
from kb.stages.inquiry import Inquiry, Unsupported, sentence

_LOOKS = re.compile(r'"look_up"\s*:\s*\[\s*"')
_ENOUGH = re.compile(r'"enough"\s*:\s*true')
_OPENS = re.compile(r'"sentences"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")


@dataclass
class Streaming:
    """Tells each sentence of an answer once, with the marks of its citations; `said` are those it told."""

    tell: Callable[[Sentence, str], None]
    said: list[Sentence] = field(default_factory=list)

    def __call__(self, request: Request, text: str) -> None:
        """A reply that asks for a search first, or that is no answer, is not told."""
        if request.stage != ANSWER.name or _LOOKS.search(text) or not _ENOUGH.search(text):
            return
        for written in _whole(text):
            found = _standing(request.item, written)
            if found is not None and found not in self.said:
                self.said.append(found)
                numbers = numbered(self.said)
                self.tell(found, "".join(f" [{numbers[citation]}]" for citation in found.citations))

    def held(self, sentences: Sequence[Sentence]) -> bool:
        """Whether what was told is how an answer begins: after a lost connection it may be another."""
        return tuple(sentences[: len(self.said)]) == tuple(self.said)


def _standing(item: object, written: AnswerSentence) -> Sentence | None:
    found = sentence(item, written.text, written.quotes) if isinstance(item, Inquiry) else None
    return None if isinstance(found, Unsupported) else found


def _whole(text: str) -> Iterator[AnswerSentence]:
    """The sentences of a reply that have come to their end."""
    opening = _OPENS.search(text)
    at = opening.end() if opening is not None else len(text)
    decoder = json.JSONDecoder()
    while True:
        gap = _GAP.match(text, at)
        start = gap.end() if gap is not None else at
        try:
            value, at = decoder.raw_decode(text, start)
            yield AnswerSentence.model_validate(value)
        except (ValueError, ValidationError):
            return
