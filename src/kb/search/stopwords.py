"""Words that say how a question is asked and not what it is about."""

_ENGLISH = (
    "a about an and any are as at be because been being but by can could did do does for from had has have he her "
    "here him his how i if in into is it its just me my no nor not of on or our out shall she should so such than "
    "that the their them then there these they this those to us was we were what when where which while who whom "
    "whose why will with would you your s t d m ll re ve don didn doesn isn wasn aren weren won couldn wouldn "
    "dont doesnt didnt isnt wasnt "
    "tell say says said much many"
)
# Without those that are telling words in English: die, war, man, hat.
_GERMAN = (
    "der das den dem des ein eine einen einem einer eines und oder aber ist sind waren wird werden wurde wer wie wo "
    "wann warum welche welcher welches von zu zum zur bei aus auf für im nicht auch als es er ihr wir ich haben hatte"
)
_FRENCH = (
    "le la les un une de du et ou est sont dans pour sur avec que qui quoi quel quelle quels quelles où quand pourquoi "
    "il elle ils elles ne pas ce cette ces au aux l qu"
)
_SPANISH = "el los las una unos unas y o en por para qué quién cuándo cómo dónde es se su sus"

STOP_WORDS = frozenset(f"{_ENGLISH} {_GERMAN} {_FRENCH} {_SPANISH}".split())
