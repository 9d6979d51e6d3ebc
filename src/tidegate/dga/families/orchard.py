"""Orchard: the quarters of an MD5 over the date, under four endings; version 3 adds the balance of a Bitcoin address.

Sources: Netlab, "Orchard"; Bader, "A DGA seeded by the Bitcoin Genesis Block" (2022). The balance is not known before
its day: given as a config it makes the names of the present and the past.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice, text, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.hashes import hash_room, md5
from tidegate.dga.spelling import (
    Bytes,
    Sheet,
    Text,
    Words,
    end,
    how_many,
    put,
    put_decimal,
    put_hex,
    put_text,
    put_word,
    scratch,
)

_SUFFIXES = ("com", "net", "org", "duckdns.org")
_ZONES = ("duckdns.org",)
_HOSTS = ("orcharddns", "orchardmaster", "ojena", "vgzero", "victorynicholas", "zamarin1")
_PATTERN = r"[0-9a-f]{8}\.(com|net|org|duckdns\.org)"
_ADDRESS = b'{"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa":{"final_balance":'
_COUNT, _TOTAL, _TAIL = b',"n_tx":', b',"total_received":', b"}}"


def spell(sheet: Sheet, when: Moment, separator: int, suffix: Bytes) -> None:
    message = scratch()
    put_decimal(message, when.year, 4)
    put(message, separator)
    put_decimal(message, when.month, 2)
    put(message, separator)
    put_decimal(message, when.day, 2)
    put_text(message, suffix)
    _put_names(sheet, message)


def spell_balance(sheet: Sheet, _when: Moment, final_balance: int, n_tx: int) -> None:
    """What the public service answers; of that address nothing was ever spent, so that all was received."""
    message = scratch()
    put_text(message, _ADDRESS)
    put_decimal(message, final_balance)
    put_text(message, _COUNT)
    put_decimal(message, n_tx)
    put_text(message, _TOTAL)
    put_decimal(message, final_balance)
    put_text(message, _TAIL)
    _put_names(sheet, message)


def spell_hosts(sheet: Sheet, _when: Moment, hosts: Words) -> None:
    for number in range(how_many(hosts)):
        put_word(sheet, hosts, number)
        end(sheet, 3)


def _put_names(sheet: Sheet, message: Text) -> None:
    digest = hash_room()
    md5(message, digest)
    for quarter in range(4):
        for ending in range(4):
            for index in range(4 * quarter, 4 * quarter + 4):
                put_hex(sheet, digest[index], 2)
            end(sheet, ending)


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"separator": ord(config["date_format"][4]), "suffix": config["suffix"]}


def _variant(name: str, date_format: str, suffixes: Sequence[str]) -> Variant:
    return Variant(
        name,
        spell=spell,
        count=16,
        suffixes=_SUFFIXES,
        zones=_ZONES,
        config={
            "date_format": choice(date_format, ("YYYY/MM/DD", "YYYY-MM-DD")),
            "suffix": text(suffixes[0], help="what is written after the date before it is hashed"),
        },
        known={suffix.partition(".")[0] or "none": {"suffix": suffix} for suffix in suffixes},
        inputs=_inputs,
        pattern=_PATTERN,
    )


FAMILY = Family(
    "orchard",
    kind="botnet that installs miners",
    years=(2021, 2022),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        _variant("v1", "YYYY/MM/DD", [""]),
        _variant("v2", "YYYY/MM/DD", ["orchardmaster.duckdns.org"]),
        _variant("v3", "YYYY-MM-DD", ["ojena.duckdns.org", "vgzero.duckdns.org"]),
        Variant(
            "v3-balance",
            spell=spell_balance,
            count=16,
            suffixes=_SUFFIXES,
            zones=_ZONES,
            period=ALWAYS,
            config={
                "final_balance": whole(6855447521, high=10**18, help="satoshi"),
                "n_tx": whole(3459, help="transactions"),
            },
            known={
                "3459 transactions": {"final_balance": 6855447521, "n_tx": 3459},
                "3393 transactions": {"final_balance": 6854884253, "n_tx": 3393},
            },
            pattern=_PATTERN,
        ),
        Variant(
            "fixed",
            spell=spell_hosts,
            count=len(_HOSTS),
            suffixes=_SUFFIXES,
            zones=_ZONES,
            period=ALWAYS,
            inputs=lambda _config: {"hosts": _HOSTS},
            pattern=rf"({'|'.join(_HOSTS)})\.duckdns\.org",
        ),
    ),
    sources=(
        "https://blog.netlab.360.com/orchard-dga/",
        "https://bin.re/blog/a-dga-seeded-by-the-bitcoin-genesis-block/",
    ),
    aliases=("xmrig_genesis",),
    confidence="reimplementation; no labelled names",
)
