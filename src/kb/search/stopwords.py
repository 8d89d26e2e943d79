"""Words that say how a question is asked and not what it is about."""

STOP_WORDS = frozenset(
    # English
    "a about an and any are as at be because been being but by can could did do does for from had has have he her "
    "here him his how i if in into is it its just me my no nor not of on or our out shall she should so such than "
    "that the their them then there these they this those to us was we were what when where which while who whom "
    "whose why will with would you your s t d m ll re ve don didn doesn isn wasn aren weren won couldn wouldn "
    "tell say says said "
    # German
    "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden wurde "
    "wer wie wo wann warum welche welcher welches mit von zu zum zur bei aus auf für im nicht auch als es er sie "
    "ihr wir ich man hat haben hatte "
    # French and Spanish
    "le la les un une de du et ou est sont dans par pour sur avec que qui quoi quel quelle quels quelles où quand "
    "comment pourquoi il elle ils elles ne pas ce cette ces au aux el los las una unos unas y o en por con para "
    "qué quién cuándo cómo dónde es son se su sus".split()
)
