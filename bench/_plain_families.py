"""Some generators as a plain script would have them: straight from the specification, in CPython's own words.

They are what ours is measured against. Each gives the names of one period in order, for the config named beside it.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from importlib import resources
from typing import Any, NamedTuple

_WORD, _LONG = 2**32, 2**64
NECURS_TLDS = """
tj in jp tw ac cm la mn so sh sc nu nf mu ms mx ki im cx cc tv bz me eu de ru co su pw kz sx us ug ir to ga com net org
biz xxx pro bit
"""


class Plain(NamedTuple):
    """A plain generator: of which variant, with which config, and for which day."""

    family: str
    variant: str
    config: dict[str, Any]
    day: date
    names: Callable[[date], Iterator[str]]


def banjori(_day: date) -> Iterator[str]:
    name = "earnestnessbiophysicalohax.com"
    seen = set()
    while name not in seen:
        seen.add(name)
        yield name
        a, b, c, d = (ord(letter) - 97 for letter in name[:4])
        a = (a + d + 19) % 26
        b = (a + 2 * b + 12) % 26
        c = (a + c + 18) % 26
        d = (b + c + d + 12) % 26
        name = "".join(chr(97 + letter) for letter in (a, b, c, d)) + name[4:]


def dyre(day: date) -> Iterator[str]:
    tlds = ["cc", "ws", "to", "in", "hk", "cn", "tk", "so"]
    for n in range(1000):
        digest = hashlib.sha256(f"{day.year}-{day.month}-{day.day}{n}".encode()).hexdigest()
        yield chr(97 + n % 26) + digest[3:36] + "." + tlds[n % 8]


def flubot(day: date) -> Iterator[str]:
    year, month = day.year, day.month - 1
    j2 = 2 * (year ^ month)
    j4 = j2 * (year ^ j2)
    j4 = j4 * (month ^ j4)
    state = ((j4 * j4 + 1136) ^ 0x5DEECE66D) % 2**48
    for i in range(5000):
        name = ""
        for _ in range(15):
            while True:
                state = (state * 0x5DEECE66D + 11) % 2**48
                bits = state >> 17
                if bits - bits % 25 + 24 < 2**31:
                    break
            name += chr(97 + bits % 25)
        yield name + "." + ("ru" if i % 3 == 0 else "com" if i % 2 == 0 else "cn")


def necurs(day: date) -> Iterator[str]:
    tlds = NECURS_TLDS.split()

    def mix(v: int) -> int:
        for j in range((v & 0x7F) + 21):
            v = (v + ((7 * v) ^ (v << 15)) + 8 * j - (v >> 5)) % _LONG
        return v

    n = mix(day.year)
    n = mix(n + day.month + 43690)
    dated = mix(n + day.day // 4)
    for k in range(2048):
        n = mix(mix(dated + k) + 9)
        name = ""
        for i in range(n % 15 + 7):
            n = mix(n + i)
            name += chr(97 + n % 25)
            n = mix(n + 0xABBEDF)
        yield name + "." + tlds[n % 43]


def newgoz(day: date) -> Iterator[str]:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    key = (0x35190501).to_bytes(4, "little")
    for k in range(1000):
        message = k.to_bytes(4, "little") + day.year.to_bytes(2, "little") + key
        message += day.month.to_bytes(2, "little") + key + day.day.to_bytes(2, "little") + key
        digest = hashlib.md5(message, usedforsecurity=False).digest()
        name = ""
        for at in range(0, 16, 4):
            word, part = int.from_bytes(digest[at : at + 4], "little"), ""
            while word:
                word, digit = divmod(word, 36)
                part = digits[digit] + part
            name += part or "0"
        yield name + "." + ("com" if k % 4 == 0 else "org" if k % 3 == 0 else "biz" if k % 2 == 0 else "net")


def qakbot(day: date) -> Iterator[str]:
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    text = f"{min((day.day - 1) // 10, 2)}.{months[day.month - 1]}.{day.year}.00000000"
    state = [zlib.crc32(text.encode())]
    for i in range(1, 624):
        state.append((1812433253 * (state[-1] ^ state[-1] >> 30) + i) % _WORD)

    def outputs() -> Iterator[int]:
        while True:
            for i in range(624):
                y = state[i] & 0x80000000 | state[(i + 1) % 624] & 0x7FFFFFFF
                state[i] = state[(i + 397) % 624] ^ y >> 1 ^ (0x9908B0DF if y & 1 else 0)
            for word in state:
                y = word ^ word >> 11
                y ^= y << 7 & 0x9D2C5680
                y ^= y << 15 & 0xEFC60000
                yield y ^ y >> 18

    draws = outputs()

    def between(low: int, high: int) -> int:
        return low + ((next(draws) & 0x0FFFFFFF) * (high - low + 1) >> 28)

    tlds = ["com", "net", "org", "info", "biz", "org"]
    for _ in range(5000):
        tld = tlds[between(0, 5)]
        length = between(8, 25)
        yield "".join(chr(97 + between(0, 25)) for _ in range(length)) + "." + tld


def ramnit(_day: date) -> Iterator[str]:
    v = 0x79159C10

    def draw(m: int) -> int:
        nonlocal v
        v = (16807 * (v % 127773) - 2836 * (v // 127773)) % _WORD
        return v % m

    for _ in range(100):
        a = v
        length = draw(12) + 8
        b = v
        yield "".join(chr(97 + draw(25)) for _ in range(length)) + ".com"
        product = a * b
        v = (product + (product >> 32)) % _WORD


def suppobox(day: date) -> Iterator[str]:
    words = (resources.files("tidegate.dga") / "wordlists/suppobox-words1.txt").read_text().split()
    places = [3, 9, 13, 6, 2, 4, 11, 7, 14, 1, 10, 5, 8, 12, 0]
    midnight = (day - date(1970, 1, 1)).days * 86_400
    for seed in range(midnight // 512, (midnight + 86_399) // 512 + 85):
        bits = ["0"] * 15
        for bit, place in enumerate(places):
            bits[place] = str(seed >> bit & 1)
        text = "".join(bits)
        yield words[int(text[:7], 2)] + words[128 + int(text[7:], 2)] + ".net"


def symmi(day: date) -> Iterator[str]:
    state = 10000 * (100 * (day.day // 16) + day.month) + day.year + 42

    def rand() -> int:
        nonlocal state
        state = (214013 * state + 2531011) % _WORD
        return state >> 16 & 0x7FFF

    for _ in range(64):
        length, name, first = 8 + rand() % 8, "", 0
        for i in range(length):
            if i % 2 == 0:
                first = 1 if rand() & 0x100 else 0
            drawn = rand()
            name += "bcdfghklmnpqrstvwx"[drawn % 18] if (first + i) % 2 else "aeiou"[drawn % 5]
        yield name + ".ddns.net"


PLAIN = (
    Plain("banjori", "default", {"seed": "earnestnessbiophysicalohax.com"}, date(2013, 5, 1), banjori),
    Plain("dyre", "default", {}, date(2014, 6, 3), dyre),
    Plain("flubot", "com", {"seed": 1136}, date(2021, 3, 26), flubot),
    Plain("necurs", "default", {"magic": 9}, date(2015, 8, 28), necurs),
    Plain("newgoz", "default", {"key": 0x35190501, "count": 1000}, date(2015, 8, 31), newgoz),
    Plain("qakbot", "default", {"seed": 0, "sandbox": False, "count": 5000}, date(2016, 2, 24), qakbot),
    Plain("ramnit", "default", {"seed": "79159C10", "count": 100, "tlds": "com"}, date(2014, 12, 1), ramnit),
    Plain("suppobox", "net", {"word_list": 1}, date(2015, 10, 23), suppobox),
    Plain("symmi", "default", {"suffix": "ddns.net"}, date(2015, 8, 31), symmi),
)
