"""Tinba: each name is folded out of the one before, from the sample's text and first domain on.

Sources: Garage4Hackers (2014); Bader, "New Top Level Domains for Tinba's DGA" (2015); 360 Netlab's collection, issues
15 and 21. Of the text only the sum of its bytes and the last one count: where these were found in names that DGArchive
labels, the text here is a stand-in with the same two, and the first domain, where unknown, the first name labelled.
How often a bot folds is not known for each: it is as often as names that were seen or published need it.
"""

import re
from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Parameter, Scheme, Variant
from tidegate.dga.fixed import fixed_list
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain, endings, text, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, numbers, put, put_text

_LETTERS_OF_A_NAME = 12
_LETTERS_OF_A_SEED = 16


def spell(sheet: Sheet, _when: Moment, seed: Bytes, first: Bytes, label: Bytes, rounds: int, suffixes: int) -> None:
    """`label` is that of the first domain, `first` its first 13 characters; its own ending is the last."""
    put_text(sheet, label)
    end(sheet, suffixes)
    name = numbers(_LETTERS_OF_A_NAME + 1)
    for place in range(len(name)):
        name[place] = first[place]
    key = 0
    for code in seed:
        key += code
    for _ in range(rounds):
        letter, turned = seed[_LETTERS_OF_A_SEED - 1], key
        for place in range(_LETTERS_OF_A_NAME):
            letter = _folded(letter, turned, name[place], name[place + 1])
            while not 98 <= letter <= 121:
                turned += 1
                letter = _folded(letter, turned, name[place], name[place + 1])
            name[place] = letter
        name[_LETTERS_OF_A_NAME] = 46
        for ending in range(suffixes):
            for place in range(_LETTERS_OF_A_NAME):
                put(sheet, name[place])
            end(sheet, ending)


def _folded(letter: int, key: int, old: int, next_old: int) -> int:
    return (((letter + old) ^ (key & 0xFF)) + next_old) & 0xFF


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    first = config["initial_domain"]
    return {
        "seed": config["seed"].encode("ascii").ljust(_LETTERS_OF_A_SEED, b"\0"),
        "first": first[: _LETTERS_OF_A_NAME + 1],
        "label": first.partition(".")[0],
        "rounds": config["rounds"],
        "suffixes": len(config["tlds"]),
    }


def _endings(config: Mapping[str, Any]) -> tuple[str, ...]:
    return *config["tlds"], config["initial_domain"].partition(".")[2]


def _first_domain(given: str) -> str:
    first: str = domain("com").parse(given)
    if len(first) <= _LETTERS_OF_A_NAME or "." not in first:
        raise ValueError(f"{given!r} is no domain of at least {_LETTERS_OF_A_NAME + 1} characters under a TLD")
    return first


def _any(texts: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, texts))


def _stand_in(total: int, last: str) -> str:
    """A text of 16 letters whose codes sum to `total` modulo 256, the last letter given."""
    letters = _LETTERS_OF_A_SEED - 1
    more = (total - ord(last) - letters * ord("A")) % 256
    return "".join(chr(ord("A") + (more + place) // letters) for place in range(letters)) + last


def _sample(seed: str, initial_domain: str, tlds: str, rounds: int = 100) -> dict[str, Any]:
    return {"seed": seed, "initial_domain": initial_domain, "tlds": tlds, "rounds": rounds}


_KNOWN = {
    "oGkS3w3sGGOGG7oc": _sample("oGkS3w3sGGOGG7oc", "ssrgwnrmgrxe.com", "com", 3000),
    "jc74FlUna852Ji9o": _sample("jc74FlUna852Ji9o", "blackfreeqazyio.cc", "com,net,in,ru"),
    "yqokqFC2TPBFfJcG": _sample("yqokqFC2TPBFfJcG", "watchthisnow.xyz", "pw,us,xyz,club"),
    "j193HsnW72Yqns7u": _sample("j193HsnW72Yqns7u", "j193hsne720uie8i.cc", "com,net,biz,org"),
    "jw72Gsmf620ohwy7": _sample("jw72Gsmf620ohwy7", "i8274g1yxi9orjuy.cc", "com,net,in,ru"),
    "oGkS3w3sGGOGG7oc-justforyou": _sample("oGkS3w3sGGOGG7oc", "justforyoumybab.com", "com", 1000),
    "236-q": _sample(_stand_in(236, "q"), "u2y483yrhf6294yr.com", "com,net,info,su"),
    "48-e": _sample(_stand_in(48, "e"), "j73gdy64reff625r.cc", "bid,eu,gen.in,click"),
    "97-y": _sample(_stand_in(97, "y"), "mpypxxuvifuu.pw", "pw,us,biz,info", 200),
    "167-m": _sample(_stand_in(167, "m"), "umeuttiyyynb.biz", "biz", 1000),
    "oGkS3w3sGGOGG7oc-pw": _sample("oGkS3w3sGGOGG7oc", "ecbbchummtcs.pw", "pw"),
}
_SUFFIXES = ("com", "net", "in", "ru", "cc", "pw", "us", "xyz", "club", "biz", "org", "info", "su", "bid", "eu")
_MORE_SUFFIXES = ("gen.in", "click")
_FIRST = tuple(config["initial_domain"] for config in _KNOWN.values())
_HARD_CODED = ("newstatinru.ru", "justforyou0987.pw", "phpsitegooddecoder.com")

FAMILY = Family(
    "tinba",
    kind="banking trojan",
    years=(2012, None),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=3001,
            suffixes=_SUFFIXES + _MORE_SUFFIXES,
            period=ALWAYS,
            config={
                "seed": text("oGkS3w3sGGOGG7oc", least=1, most=_LETTERS_OF_A_SEED, help="the sample's text"),
                "initial_domain": Parameter(_first_domain, "ssrgwnrmgrxe.com", help="the sample's first domain"),
                "tlds": endings("com"),
                "rounds": whole(3000, low=1, high=100_000, help="how many names are folded, each for every TLD"),
            },
            known=_KNOWN,
            inputs=_inputs,
            endings=_endings,
            pattern=rf"[b-y]{{12}}\.({_any(_SUFFIXES + _MORE_SUFFIXES)})|{_any(_FIRST)}",
        ),
        fixed_list("hard-coded", _HARD_CODED, ("ru", "pw", "com")),
    ),
    sources=(
        "http://garage4hackers.com/entry.php?b=3086",
        "https://johannesbader.ch/2015/04/new-top-level-domains-for-tinbas-dga",
        "https://github.com/360netlab/DGA/issues/15",
        "https://github.com/360netlab/DGA/issues/21",
    ),
    aliases=("tinybanker", "zusy"),
    confidence="published list; all 1998 names labelled by DGArchive, 23 of 233 labelled by Netlab",
)
