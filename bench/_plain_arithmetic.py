"""Generators that reckon, as plain scripts."""

import zlib
from collections.abc import Iterator
from datetime import date

_WORD, _LONG = 2**32, 2**64
NECURS_TLDS = """
tj in jp tw ac cm la mn so sh sc nu nf mu ms mx ki im cx cc tv bz me eu de ru co su pw kz sx us ug ir to ga com net org
biz xxx pro bit
"""


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
