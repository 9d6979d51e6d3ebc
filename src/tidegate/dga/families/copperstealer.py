"""CopperStealer: the middle of an MD5 over a word and the date; one name a day, or eleven a month.

Source: Proofpoint, "Now You See It, Now You Don't: CopperStealer Performs Widespread Theft" (2021).
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain, text
from tidegate.dga.period import MONTH
from tidegate.dga.primitives.hashes import hash_room, md5, md5_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Bytes, Sheet, end, put_decimal, put_hex, put_text, scratch

_NAMES_OF_A_MONTH = 11
_DAILY = {
    "changenewsys": "xyz",
    "exchangework": "xyz",
    "DavidCopperfield": "xyz",
    "FrankLin": "xyz",
    "Vindiesel": "xyz",
    "WebGL": "club",
    "hellojackma": "xyz",
}


def spell_daily(sheet: Sheet, when: Moment, seed: Bytes) -> None:
    message, digest = scratch(), hash_room()
    put_text(message, seed)
    put_decimal(message, (when.year * 100 + when.month) * 100 + when.day, 8)
    md5(message, digest)
    _put_middle(sheet, digest)
    end(sheet, 0)


def spell_monthly(sheet: Sheet, when: Moment, seed: Bytes) -> None:
    messages = sheaf(_NAMES_OF_A_MONTH, len(seed) + 8)
    for number in range(_NAMES_OF_A_MONTH):
        put_text(messages, seed)
        put_decimal(messages, when.year * 100 + when.month, 6)
        if number > 0:
            put_decimal(messages, number)
        close(messages)
    digests = md5_each(messages)
    for number in range(_NAMES_OF_A_MONTH):
        _put_middle(sheet, digests[number])
        end(sheet, 0)


def _put_middle(sheet: Sheet, digest: Bytes) -> None:
    for index in range(4, 12):
        put_hex(sheet, digest[index], 2)


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"seed": config["seed"]}


FAMILY = Family(
    "copperstealer",
    kind="password and cookie stealer",
    years=(2019, 2021),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "daily",
            spell=spell_daily,
            count=1,
            suffixes=("xyz", "club"),
            config={"seed": text("changenewsys"), "tld": domain("xyz")},
            known={seed: {"seed": seed, "tld": tld} for seed, tld in _DAILY.items()},
            inputs=_inputs,
            endings=lambda config: (config["tld"],),
            pattern=r"[0-9a-f]{16}\.(xyz|club)",
        ),
        Variant(
            "monthly",
            spell=spell_monthly,
            count=_NAMES_OF_A_MONTH,
            suffixes=("com",),
            period=MONTH,
            config={"seed": text("hellojackma"), "tld": domain("com")},
            known={"hellojackma": {"seed": "hellojackma", "tld": "com"}},
            inputs=_inputs,
            endings=lambda config: (config["tld"],),
            pattern=r"[0-9a-f]{16}\.com",
        ),
    ),
    sources=(
        'Proofpoint, "Now You See It, Now You Don\'t: CopperStealer Performs Widespread Theft", 2021',
        "https://github.com/EmergingThreats/threatresearch",
    ),
    aliases=("mingloa",),
    confidence="reimplementation; no labelled names",
)
