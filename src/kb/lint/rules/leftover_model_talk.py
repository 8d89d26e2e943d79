"""ART008 leftover-model-talk

A page holds what a model says to the person it writes for, instead of what the page is about: "Certainly! Here is the
article", "As an AI language model, I", "I hope this helps", or a gap to fill in such as "[insert date]" and "TODO".
Looked for in English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Chinese and Japanese, on articles,
disputes and answers; not in quotes, listings, or a source's text.

### Why it matters

It says nothing, it stands on no source, and it tells readers that nobody looked at the page.

### Example

```markdown
# Eel pass

Certainly! Here is the revised article:
```

### How to mend it

Take the sentence out. Fill a gap with what a source says, or remove the sentence around it.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.articles import is_quoted
from kb.lint.carried import place_of
from kb.lint.quotes import quotes
from kb.lint.rule import Finding
from kb.wiki.page import Page, Sentence

CODE = "ART008"
SEVERITY = Severity.WARNING
_TYPES = ("Concept", "Dispute", "Answer")

_WORK = (
    r"(?:article|page|summary|text|section|entry|draft|version|rewrite|overview|breakdown|artikel|zusammenfassung"
    r"|seite|abschnitt|fassung|entwurf|überarbeitung|page|résumé|texte|artículo|resumen|texto|página|articolo"
    r"|riassunto|testo|pagina|artigo|resumo|samenvatting|tekst|статья|текст|страница|резюме)"
)
_SELF = re.compile(
    r"\bas an? (?:AI|artificial intelligence|large language model|language model)(?: language)?(?: model| assistant)?, I\b"
    r"|\bI(?:['’]m| am) (?:just |only )?an? (?:AI|language model)\b|\bmy (?:knowledge cutoff|training data)\b"
    r"|\bals (?:KI|AI)(?:-\w+)?(?:[- ](?:sprach)?modell| assistent)?,? (?:kann|habe|bin|darf) ich\b"
    r"|\bals (?:een )?(?:AI|taalmodel)(?:-\w+)?,? (?:kan|heb|ben|mag) ik\b"
    r"|\ben tant qu(?:['’]|e )(?:IA|modèle de langage)\b[^.]{0,30}\bje\b"
    r"|\bcomo (?:una? )?(?:IA|modelo de lengua(?:je)?|inteligencia artificial), (?:no )?(?:puedo|tengo|soy)\b"
    r"|\bcomo (?:uma? )?(?:IA|modelo de linguagem), (?:eu |não )?(?:posso|tenho|sou)\b"
    r"|\b(?:come|in quanto) (?:un )?(?:IA|modello linguistico), (?:non )?(?:posso|ho|sono)\b"
    r"|\bкак (?:ИИ|языковая модель|искусственный интеллект), я\b"
    r"|作为(?:一个|一款|一名)?(?:大型)?(?:AI|人工智能|语言)(?:语言)?(?:模型|助手)?[，,]\s*我|(?:AI|言語モデル|アシスタント)(?:として|なので)[、,]?\s*私",
    re.I,
)
_OPENING = re.compile(
    rf"(?:(?:certainly|sure(?: thing)?|absolutely|of course|great question|gerne|natürlich|selbstverständlich|bien sûr"
    r"|certainement|claro(?: que sí)?|¡?claro|por supuesto|¡por supuesto|certo|certamente|certamente|zeker|natuurlijk"
    r"|конечно|当然(?:可以)?|好的|もちろん(?:です)?)(?:[!！]|[,，] (?=here|hier|voici|aquí|ecco|aqui|вот)))"
    rf"|(?:below|here) (?:is|are|['’]s) (?:the|your|an?|my)\b[^.:\n]{{0,40}}\b{_WORK}\b[^.\n]{{0,60}}:?\s*$"
    rf"|here['’]s (?:the|your|an?|my)\b[^.:\n]{{0,40}}\b{_WORK}\b[^.\n]{{0,60}}:?\s*$"
    rf"|hier ist (?:der|die|das|dein|ihr|eine?)\w*\b[^.:\n]{{0,40}}{_WORK}\b[^.\n]{{0,60}}:?\s*$"
    rf"|hier is (?:de|het|een)\b[^.:\n]{{0,40}}{_WORK}\b[^.\n]{{0,60}}:?\s*$"
    rf"|voici (?:l['’]|le |la |un |une |votre )[^.:\n]{{0,40}}\b{_WORK}\b[^.\n]{{0,60}}:?\s*$"
    rf"|(?:aquí (?:está|tienes)|aqui está|ecco) (?:el |la |un |una |o |a |um |uma |il |l['’])?[^.:\n]{{0,40}}\b{_WORK}\b[^.\n]{{0,60}}:?\s*$"
    rf"|вот [^.:\n]{{0,40}}{_WORK}[^.\n]{{0,60}}:?\s*$"
    r"|以下(?:是|为)[^。\n]{0,20}(?:文章|摘要|页面|版本|内容)[：:]?\s*$|以下(?:に|が)[^。\n]{0,20}(?:記事|要約|ページ)",
    re.I,
)
_CLOSING = re.compile(
    r"I hope (?:this|that) helps\b|(?:please )?let me know if (?:you|there|this|I)\b|feel free to (?:ask|reach out|let me)\b"
    r"|would you like me to\b|do you want me to\b|is there anything else (?:you|I)\b"
    r"|ich hoffe,? (?:das|dies) hilft|lassen sie mich wissen|sag mir bescheid|soll ich (?:dir|ihnen|noch)\b"
    r"|j['’]espère que (?:cela|ça|ceci) (?:vous |t['’])?aide|n['’]hésite[zs]? pas à me\b"
    r"|espero que (?:esto|te|le|isso|isto) (?:te |le |lhe )?(?:ayude|sirva|ajude)|(?:avísame|dime|házmelo saber) si\b|me avise se\b"
    r"|spero che (?:questo )?(?:ti |vi |le )?(?:aiuti|sia (?:utile|d['’]aiuto))|fammi sapere se\b"
    r"|ik hoop dat dit helpt|laat (?:het )?me weten als\b|надеюсь,? это помо|дайте (?:мне )?знать,? если"
    r"|希望(?:这|以上|对(?:你|您))[^。]{0,12}(?:帮助|有用)|如果(?:你|您)(?:还)?有(?:任何|其他)[^。]{0,10}问题|お役に立てれば|ご不明な点が",
    re.I,
)
_GAP = re.compile(
    r"\[(?:insert|your|add|enter|todo|tbd|fill in|placeholder|einfügen|hier einfügen|insérer|insertar|inserir|inserisci)"
    r"\b[^\[\]\n]{0,60}\](?![(\[:])|\bTODO\b|\bTBD\b|\blorem ipsum\b|\{\{ ?(?:insert|todo|placeholder)[^{}\n]*\}\}",
)
_GAP_ANY_CASE = re.compile(
    r"\[(?:insert|einfügen|hier einfügen|insérer|insertar|inserir|inserisci|placeholder|todo)\b[^\[\]\n]{0,60}\](?![(\[:])"
    r"|\blorem ipsum\b",
    re.I,
)
_CODE = re.compile(r"`[^`\n]+`")
_CLOSING_SENTENCES = 3
"""At the end of a page: there a model takes its leave."""
_MARKS = re.compile(r"[\"“”„«»「」『』]")


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved or is_quoted(page) or not (page.written or page.type in _TYPES):
        return
    last = len(page.sentences) - _CLOSING_SENTENCES
    told = 0
    for number, sentence in enumerate(page.sentences):
        said = _said(page, sentence, closing=number >= last)
        # "Sure! Here is the article:" is one remark.
        if said and sentence.line != told:
            told = sentence.line
            message = f"a model speaks here, not the page: “{said}”"
            yield Finding(page.path, *place_of(page, sentence, said), message, "Take it out.")


def _said(page: Page, sentence: Sentence, *, closing: bool) -> str:
    """The words that give it away; nothing where a source says them."""
    text = _CODE.sub(lambda code: " " * len(code.group()), sentence.text)
    found = _OPENING.match(text) or _SELF.search(text) or _GAP.search(text) or _GAP_ANY_CASE.search(text)
    found = found or (_CLOSING.match(text) if closing else None)
    if found is None:
        return ""
    said = found.group().strip()
    within = len(_MARKS.findall(text, 0, found.start())) % 2 == 1
    source = any(said.casefold() in quote.casefold() for quote in quotes(page, sentence.labels or sentence.later))
    return "" if within or source else said
