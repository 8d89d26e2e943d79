"""A small raw folder of two sources that overlap, and ways to look at what was made of it."""

ARTICLE = """\
# What the tide brings

The Harlow Barrage is a tidal power station at the mouth of the River Harlow.

Harlow Barrage produces 90 megawatts from eight turbines, according to the Harlow Estuary Trust.

Nice day today.

The Harlow Estuary Trust measured 40 tonnes of silt behind the barrage in 2019.
"""
TALK = """\
>> The Harlow Barrage was opened in 1998 by the Harlow Estuary Trust, after nine years of building.
>> Yes.
>> The Harlow Barrage cost 310 million pounds, and Harlow Estuary Trust paid a third of it.
>> The turbines of the Harlow Barrage were replaced in 2015 by a company from Norway.
"""


def silent(step):
    """Nobody watches."""
