"""Pages that hold no text of their own: shells that scripts fill, walls of consent, openings before a payment."""

import re
from collections.abc import Sequence

from kb.readers.reader import Unreadable

_SCRIPT = re.compile(
    r"(?:enable|requires?|turn on|without|activate|need) (?:\w+ ){0,3}javascript|javascript (?:is|must be|seems to be)"
    r" (?:\w+ ){0,2}(?:disabled|enabled|required)|javascript aktivieren|activer javascript|habilit\w+ javascript",
    re.I,
)
_CONSENT = re.compile(
    r"(?:accept|allow|manage|reject) (?:all )?(?:\w+ )?cookies|before you continue|we use cookies|we value your privacy"
    r"|cookies? (?:preferences|settings|consent)|alle (?:cookies )?akzeptieren|zustimmen und weiter|tout accepter",
    re.I,
)
_PAYMENT = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|read|unlock)"
    r"|this (?:article|post|story|content) is (?:only )?(?:for|available to) (?:\w+ )?(?:subscribers|members)"
    r"|(?:log|sign) in to (?:continue|keep) reading|to continue reading|continue reading with"
    r"|free trial to (?:read|keep)"
    r"|jetzt abonnieren|weiterlesen mit|réservé aux abonnés|solo para suscriptores",
    re.I,
)
_ERROR = (
    r"(?:error:? *)?(?:[45]\d\d(?: error)?|(?:[45]\d\d[\s:|.–—-]*)?(?:(?:(?:the |this )?(?:requested )?"
    r"(?:page|file|url|site) (?:was |is |could |can)?)?not (?:be )?found|access(?: to this (?:page|site|website)"
    r" (?:has been|is|was))? denied|bad gateway|gateway time-?out|service (?:temporarily )?unavailable"
    r"|internal server error|too many requests|just a moment|attention required|checking your browser"
    r"|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human|are you a (?:human|robot)|seite nicht gefunden"
    r"|zugriff verweigert|page (?:introuvable|non trouvée)|página no encontrada)|[45]\d\d[\s:|.–—-]*"
    r"(?:forbidden|unauthori[sz]ed|gone))"
)
_ERROR_TITLE = re.compile(_ERROR + r"\s*[.!?…]*(?:\s*[|–—:·-]\s.{0,40})?", re.I)
_ERROR_TEXT = re.compile(_ERROR + r"(?:\s*[.!?…]|\s+(?-i:[A-Z])|\Z)", re.I)
"""Pages that a server shows in place of the one that was asked for, by their titles or their first words."""
# No article, and more than any wall has to say.
_FEW = 80
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_AGAIN = "Open it in a browser until its text is shown, then save it again."

FRAMES = Unreadable("holds only the frames around other pages", "Save the page that its main frame shows.")


def unreadable(text: str, whole: str, scripts: int, titles: Sequence[str]) -> Unreadable | None:
    """Why a page whose text is `text` holds none; `whole` is all that the page says, `noscript` parts
    among it."""
    words = _size(text)
    if words >= _FEW:
        return None
    titled = any(_ERROR_TITLE.fullmatch(one.strip()) for one in titles)
    if titled or (words < _FEW // 4 and _ERROR_TEXT.match(text.strip())):
        return Unreadable("is what a server shows instead of the page: an error, or a check for robots", _AGAIN)
    if _SCRIPT.search(whole) or (words == 0 and scripts):
        return Unreadable("is the shell of a page that scripts fill: its text was not saved", _AGAIN)
    if _CONSENT.search(whole) and (words < _FEW // 2 or _CONSENT.search(text)):
        return Unreadable("shows a question about cookies instead of its text", _AGAIN)
    if _PAYMENT.search(whole):
        return Unreadable(
            "shows a demand for payment or a login instead of its text", "Save it while you are logged in."
        )
    return Unreadable("is a web page without text", _AGAIN) if not words else None


def ends_at_a_wall(whole: str) -> bool:
    """Whether the page says that only those who pay see the rest."""
    return _PAYMENT.search(whole) is not None


def _size(text: str) -> int:
    """Words; two characters of Chinese, Japanese or Korean count as one."""
    return len(text.split()) + len(_CJK.findall(text)) // 2
