"""SuppoBox: two words of a list for every 512 seconds, the next 85 (or 512) sets ahead.

Sources: Geffner, "End-to-End Analysis of a Domain Generating Algorithm Malware Family", RSA Conference 2014; Netlab.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice, time_of_day, whole, word_list
from tidegate.dga.spelling import Sheet, Words, end, put_word

_STEP = 512
_DAY = 86_400
_SEEDS_OF_A_SET, _NAMES_OF_A_RUSSIAN_SET = 85, 614
_PLACES = (3, 9, 13, 6, 2, 4, 11, 7, 14, 1, 10, 5, 8, 12, 0)


def spell(sheet: Sheet, when: Moment, words: Words, first: int, last: int) -> None:
    """The sets that begin from `first` to `last`, in seconds of the day."""
    begin = (when.number * _DAY + first) // _STEP
    for seed in range(begin, (when.number * _DAY + last) // _STEP + _SEEDS_OF_A_SET):
        _put_label(sheet, seed, words)
        end(sheet, 0)


def spell_russian(sheet: Sheet, when: Moment, words: Words, first: int, last: int) -> None:
    """The same, with a Russian name in addition for every fifth seed; the last set ends after so many names."""
    seed, until = (when.number * _DAY + first) // _STEP, (when.number * _DAY + last) // _STEP
    made = 0
    while made < _NAMES_OF_A_RUSSIAN_SET:
        for ending in range(1 if seed % 5 == 0 else 0, -1, -1):
            if made < _NAMES_OF_A_RUSSIAN_SET:
                _put_label(sheet, seed, words)
                end(sheet, ending)
                made += 1 if seed >= until else 0
        seed += 1


def _put_label(sheet: Sheet, seed: int, words: Words) -> None:
    spread = 0
    for bit in range(15):
        spread |= ((seed >> bit) & 1) << (14 - _PLACES[bit])
    put_word(sheet, words, spread >> 8)
    put_word(sheet, words, 128 + (spread & 0xFF))


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    first, last = config["time"]
    words = word_list(f"suppobox-words{config['word_list']}")
    if config["spelling"] == "doub":
        words = tuple("doub" if word == "doubt" else word for word in words)
    return {"words": words, "first": first, "last": last}


_CONFIG = {
    "word_list": whole(1, low=1, high=3),
    "spelling": choice("doubt", ("doubt", "doub"), help="of the eleventh word of list 1, which stands both ways"),
    "time": time_of_day("any", help="HH:MM:SS in UTC; any: all sets of the day"),
}
_KNOWN = {f"words{number}": {"word_list": number} for number in (1, 2, 3)} | {
    "words1-doub": {"word_list": 1, "spelling": "doub"}
}

FAMILY = Family(
    "suppobox",
    kind="trojan",
    years=(2013, 2016),
    scheme=Scheme.WORDLIST,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant("net", spell=spell, count=254, suffixes=("net",), config=_CONFIG, known=_KNOWN, inputs=_inputs),
        Variant(
            "net-ru",
            spell=spell_russian,
            count=817,
            suffixes=("net", "ru"),
            config=_CONFIG,
            known=_KNOWN,
            inputs=_inputs,
        ),
    ),
    sources=(
        'Geffner, "End-to-End Analysis of a Domain Generating Algorithm Malware Family", RSA Conference 2014',
        "https://github.com/360netlab/DGA",
    ),
    aliases=("bayrob", "nivdort", "pizd"),
    confidence="all 12000 names labelled by DGArchive, 211 of them with a word list's older spelling",
)
