"""A subject to what it is about, without the marks of answers and forwards in any of many languages."""

import re

from kb.markup import fold

_ANSWER = (
    r"re|aw|antw|antwort|sv|vs|ref|rif|ris|res|resp|bls|odp|vá|ynt|ατ|απ|ответ|на|"
    r"回复|回覆|答复|答覆|返信|답장|회신|رد|تשובה|השב"
)
_FORWARD = r"fwd?|wg|tr|rv|enc|vl|vb|vbs|pd|doorst|doorgestuurd|i|ilt|továbbítás|πρθ|转发|轉寄|転送|전달|пересл|fyi"
_MARK = re.compile(rf"\s*(?:(?P<answer>{_ANSWER})|(?:{_FORWARD}))\s*(?:\[\d+\]|\^\d+|\(\d+\))?\s*[:：]\s*", re.I)
_TAIL = re.compile(r"\s*\(fwd\)\s*\Z", re.I)
_MOST_MARKS = 30


def bare(subject: str) -> str:
    """The subject without marks: "Re: AW: [eels] Fwd: The weir" is "[eels] The weir"."""
    lead = ""
    for _ in range(_MOST_MARKS):
        found = _MARK.match(subject)
        if found:
            subject = subject[found.end() :]
            continue
        listed = re.match(r"\s*(\[[^\]]{1,40}\])\s*(?=\S)", subject)
        if listed is None or _MARK.match(subject, listed.end()) is None:
            break
        lead = lead or f"{listed[1]} "
        subject = subject[listed.end() :]
    said = subject if subject.lstrip().startswith(lead.strip()) else lead + subject
    return fold(_TAIL.sub("", said))


def answers(subject: str) -> bool:
    """Whether the subject says that the message answers another one."""
    found = _MARK.match(re.sub(r"\A\s*\[[^\]]{1,40}\]\s*", "", subject))
    return found is not None and found["answer"] is not None
