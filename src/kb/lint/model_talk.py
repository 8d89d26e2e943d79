"""A sentence → the words in it that a model says to whoever asked it, and gaps that it left to be filled."""

import re

_WORK = (
    "article|page|summary|text|section|entry|draft|version|rewrite|overview|breakdown"
    "|artikel|zusammenfassung|seite|abschnitt|fassung|entwurf|überarbeitung|samenvatting|tekst"
    "|résumé|texte|artículo|resumen|texto|página|articolo|riassunto|testo|pagina|artigo|resumo"
    "|статья|текст|страница|резюме"
)
"""What a model hands over."""
_HANDED_OVER = rf"[^.:\n]{{0,40}}\b(?:{_WORK})\b[^.\n]{{0,60}}:?\s*$"

_AGREEING = (
    "certainly|sure(?: thing)?|absolutely|of course|great question",
    "gerne|natürlich|selbstverständlich|zeker|natuurlijk",
    "bien sûr|certainement|¡?claro(?: que sí)?|¡?por supuesto|certo|certamente",
    "конечно|当然(?:可以)?|好的|もちろん(?:です)?",
)
_OPENINGS = (
    rf"(?:{'|'.join(_AGREEING)})(?:[!！]|[,，] (?=here|hier|voici|aquí|ecco|aqui|вот))",
    rf"(?:(?:below|here) (?:is|are)|here['’]s) (?:the|your|an?|my)\b{_HANDED_OVER}",
    rf"hier ist (?:der|die|das|dein|ihr|eine?)\w*\b{_HANDED_OVER}",
    rf"hier is (?:de|het|een)\b{_HANDED_OVER}",
    rf"voici (?:l['’]|le |la |un |une |votre ){_HANDED_OVER}",
    rf"(?:aquí (?:está|tienes)|aqui está) (?:el|la|una?|o|a|uma?) {_HANDED_OVER}",
    rf"ecco (?:il |la |una? |l['’]){_HANDED_OVER}",
    rf"вот {_HANDED_OVER}",
    r"以下(?:是|为)[^。\n]{0,20}(?:文章|摘要|页面|版本|内容)[：:]?\s*$",
    r"以下(?:に|が)[^。\n]{0,20}(?:記事|要約|ページ)",
)
_SELVES = (
    r"\bas an? (?:(?:large )?language model|(?:AI|artificial intelligence)(?: language)?(?: model| assistant)?), I\b",
    r"\bI(?:['’]m| am) (?:just |only )?an? (?:AI|language model)\b",
    r"\bmy (?:knowledge cutoff|training data)\b",
    r"\bals (?:KI|AI)(?:-\w+)?(?:[- ](?:sprach)?modell| assistent)?,? (?:kann|habe|bin|darf) ich\b",
    r"\bals (?:een )?(?:AI|taalmodel)(?:-\w+)?,? (?:kan|heb|ben|mag) ik\b",
    r"\ben tant qu(?:['’]|e )(?:IA|modèle de langage)\b[^.]{0,30}\bje\b",
    r"\bcomo (?:una? )?(?:IA|modelo de lengua(?:je)?|inteligencia artificial), (?:no )?(?:puedo|tengo|soy)\b",
    r"\bcomo (?:uma? )?(?:IA|modelo de linguagem), (?:eu |não )?(?:posso|tenho|sou)\b",
    r"\b(?:come|in quanto) (?:un )?(?:IA|modello linguistico), (?:non )?(?:posso|ho|sono)\b",
    r"\bкак (?:ИИ|языковая модель|искусственный интеллект), я\b",
    r"作为(?:一个|一款|一名)?(?:大型)?(?:AI|人工智能|语言)(?:语言)?(?:模型|助手)?[，,]\s*我",
    r"(?:AI|言語モデル|アシスタント)(?:として|なので)[、,]?\s*私",
)
_CLOSINGS = (
    r"I hope (?:this|that) helps\b",
    r"(?:please )?let me know if (?:you|there|this|I)\b",
    r"feel free to (?:ask|reach out|let me)\b",
    r"(?:would you like|do you want) me to\b|is there anything else (?:you|I)\b",
    r"ich hoffe,? (?:das|dies) hilft|lassen sie mich wissen|sag mir bescheid|soll ich (?:dir|ihnen|noch)\b",
    r"j['’]espère que (?:cela|ça|ceci) (?:vous |t['’])?aide|n['’]hésite[zs]? pas à me\b",
    r"espero que (?:esto|te|le|isso|isto) (?:te |le |lhe )?(?:ayude|sirva|ajude)",
    r"(?:avísame|dime|házmelo saber) si\b|me avise se\b",
    r"spero che (?:questo )?(?:ti |vi |le )?(?:aiuti|sia (?:utile|d['’]aiuto))|fammi sapere se\b",
    r"ik hoop dat dit helpt|laat (?:het )?me weten als\b",
    r"надеюсь,? это помо|дайте (?:мне )?знать,? если",
    r"希望(?:这|以上|对(?:你|您))[^。]{0,12}(?:帮助|有用)|如果(?:你|您)(?:还)?有(?:任何|其他)[^。]{0,10}问题",
    r"お役に立てれば|ご不明な点が",
)
_GAPS = (
    r"\[(?:insert|einfügen|hier einfügen|insérer|insertar|inserir|inserisci|placeholder)\b[^\[\]\n]{0,60}\](?![(\[:])",
    r"\[(?:your|add|enter|fill in|todo|tbd)(?: [^\[\]\n]{1,60}|:[^\[\]\n]{0,60})\](?![(\[:])",
    r"\blorem ipsum\b",
    r"(?-i:\b(?:TODO|TBD)\b)",
)

OPENING, SELF, CLOSING, GAP = (
    re.compile("|".join(f"(?:{one})" for one in table), re.IGNORECASE)
    for table in (_OPENINGS, _SELVES, _CLOSINGS, _GAPS)
)
"""`OPENING` and `CLOSING` are to match where a sentence begins, the others anywhere."""

_SIGNS = (
    "an ai|language model|an artificial|knowledge cutoff|training data|als ki|als ai|als een|taalmodel|en tant qu"
    "|como ia|como un|como modelo|como intelig|come ia|come un|modello linguistico|in quanto|как ии|языковая модель"
    "|искусственный интеллект|作为|として|なので|lorem ipsum|todo|tbd|[insert|[einfügen|[hier|[insérer|[insertar"
    "|[inserir|[inserisci|[placeholder|[your|[add|[enter|[fill"
).split("|")


def may_hold(text: str) -> bool:
    """Whether a text holds what `SELF` or `GAP` can't match without; far cheaper than to look for these."""
    low = text.casefold()
    return any(sign in low for sign in _SIGNS)
