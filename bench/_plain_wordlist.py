"""Generators that put words together, as plain scripts. Their lists are read once."""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

_BIGVIKTOR_TLDS = (
    "art click club com fans futbol in info link net nl observer one org pictures realty rocks tel top xyz"
)


@cache
def word_list(name: str) -> list[str]:
    return (resources.files("tidegate.dga") / f"wordlists/{name}.txt").read_text().split()


def bigviktor(day: date) -> Iterator[str]:
    prefixes, verbs, adjectives, nouns = (
        word_list(f"bigviktor-{kind}") for kind in ("prefixes", "verbs", "adjectives", "nouns")
    )
    tlds = _BIGVIKTOR_TLDS.split()
    month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][day.month - 1]
    s = int.from_bytes(hashlib.sha256(f"{month} {day.year:04} 00:00".encode()).digest()[:4], "big")

    def step() -> int:
        nonlocal s
        s ^= s << 13 & 0xFFFFFFFF
        s ^= s >> 17
        s ^= s << 5 & 0xFFFFFFFF
        return s

    for _ in range(1000):
        name = prefixes[step() % 40] + "." if step() % 5 == 0 else ""
        name += verbs[step() % 100] + ("-" if step() % 10 < 2 else "")
        name += adjectives[step() % 525] + ("-" if step() % 10 < 2 else "")
        name += nouns[step() % 1522]
        yield name + "." + tlds[step() % 20]


def nymaim2(day: date) -> Iterator[str]:
    firsts, seconds, tlds = (word_list(f"nymaim2-{kind}") for kind in ("firstword", "secondword", "tld"))

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    secret, yearday = md5("3138C81ED54AD5F8E905555A6623C9C9"), (day - date(day.year, 1, 1)).days
    for back in range(11):
        state = md5(f"{secret}{day.year % 100}{yearday - back}")
        for _ in range(64):
            drawn = []
            for choices in (firsts, ["-", ""], seconds, tlds):
                drawn.append(choices[int(state[:8], 16) % len(choices)])
                state = md5(state[7:])
            first, separator, second, tld = drawn
            yield first + separator + second + "." + tld


def suppobox(day: date) -> Iterator[str]:
    words = word_list("suppobox-words1")
    places = [3, 9, 13, 6, 2, 4, 11, 7, 14, 1, 10, 5, 8, 12, 0]
    midnight = (day - date(1970, 1, 1)).days * 86_400
    for seed in range(midnight // 512, (midnight + 86_399) // 512 + 85):
        bits = ["0"] * 15
        for bit, place in enumerate(places):
            bits[place] = str(seed >> bit & 1)
        text = "".join(bits)
        yield words[int(text[:7], 2)] + words[128 + int(text[7:], 2)] + ".net"
