"""Some generators as a plain script would have them: straight from the specification, in CPython's own words.

They are what ours is measured against. Each gives the names of one period in order, for the config named beside it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from bench._plain_arithmetic import banjori, flubot, necurs, qakbot, ramnit, symmi
from bench._plain_hash import chinad, dyre, newgoz, pushdo
from bench._plain_wordlist import bigviktor, nymaim2, suppobox


class Plain(NamedTuple):
    """A plain generator: of which variant, with which config, and for which day."""

    family: str
    variant: str
    config: dict[str, Any]
    day: date
    names: Callable[[date], Iterator[str]]


PLAIN = (
    Plain("banjori", "default", {"seed": "earnestnessbiophysicalohax.com"}, date(2013, 5, 1), banjori),
    Plain("bigviktor", "default", {"count": 1000}, date(2020, 6, 15), bigviktor),
    Plain("chinad", "default", {}, date(2017, 1, 13), chinad),
    Plain("dyre", "default", {}, date(2014, 6, 3), dyre),
    Plain("flubot", "com", {"seed": 1136}, date(2021, 3, 26), flubot),
    Plain("necurs", "default", {"magic": 9}, date(2015, 8, 28), necurs),
    Plain("newgoz", "default", {"key": 0x35190501, "count": 1000}, date(2015, 8, 31), newgoz),
    Plain("nymaim2", "default", {}, date(2018, 4, 29), nymaim2),
    Plain("pushdo", "com-v1", {"day_count": "calendar"}, date(2013, 5, 7), pushdo),
    Plain("qakbot", "default", {"seed": 0, "sandbox": False, "count": 5000}, date(2016, 2, 24), qakbot),
    Plain("ramnit", "default", {"seed": "79159C10", "count": 100, "tlds": "com"}, date(2014, 12, 1), ramnit),
    Plain("suppobox", "net", {"word_list": 1}, date(2015, 10, 23), suppobox),
    Plain("symmi", "default", {"suffix": "ddns.net"}, date(2015, 8, 31), symmi),
)
