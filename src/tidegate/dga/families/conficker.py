"""Conficker A, B and C: names drawn from a floating-point chain that is seeded by the day.

Source: Porras, Saidi, Yegneswaran, "An Analysis of Conficker's Logic and Rendezvous Points" (SRI, 2009) and its
addendum on variant C; Leder, Werner, "Know Your Enemy: Containing Conficker" (Honeynet Project, 2009).
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fmod, log
from typing import Any

from tidegate.dga.block import Block
from tidegate.dga.family import Behaviour, Clock, Family, Scheme, Variant
from tidegate.dga.x87 import fsin
from tidegate.errors import TidegateError

_FILETIME_BEGINS = date(1601, 1, 1)
_TICKS_PER_DAY = 24 * 60 * 60 * 10**7
_WORD = 1 << 64
_SUFFIXES_OF_C = """
ac ae ag am as at be bo bz ca cd ch cl cn co.cr co.id co.il co.ke co.kr co.nz co.ug co.uk co.vi co.za com.ag com.ai
com.ar com.bo com.br com.bs com.co com.do com.fj com.gh com.gl com.gt com.hn com.jm com.ki com.lc com.mt com.mx com.ng
com.ni com.pa com.pe com.pr com.pt com.py com.sv com.tr com.tt com.tw com.ua com.uy com.ve cx cz dj dk dm ec es fm fr
gd gr gs gy hk hn ht hu ie im in ir is kn kz la lc li lu lv ly md me mn ms mu mw my nf nl no pe pk pl ps ro ru sc sg sh
sk su tc tj tl tn to tw us vc vn
"""


@dataclass(frozen=True)
class Chain:
    """One variant's constants: how the day becomes a key, and how a key becomes the next."""

    rmul: int
    vmul: int
    vadd: int
    radd: float
    vdiv: int

    def seed(self, day: date) -> int:
        """The first key of `day`, made from the Windows FILETIME of its midnight in UTC."""
        ticks = (day - _FILETIME_BEGINS).days * _TICKS_PER_DAY
        if ticks < 0:
            raise TidegateError(f"{day} lies before {_FILETIME_BEGINS}, where Conficker's calendar begins")
        return ticks * self.vmul % _WORD // self.vdiv + self.vadd

    def after(self, key: int) -> int:
        """The key that follows `key`, both unsigned 64-bit: the bits of a double computed from it."""
        double = float(key)
        product = float(key * self.rmul % _WORD)
        result = log(double) + ((product + fsin(double)) * double + self.radd) * double
        return int.from_bytes(struct.pack("<d", result), "little")

    def draws(self, day: date) -> Iterator[int]:
        """The endless draws of `day`: each key's low half as a signed 32-bit integer."""
        key = self.seed(day)
        while True:
            key = self.after(key)
            yield (key + 2**31) % 2**32 - 2**31


@dataclass(frozen=True)
class Recipe:
    """How a variant spells a name from draws: its length from one, a letter from each next, its suffix from one."""

    chain: Chain
    absolute: bool  # whether length and suffix read a draw's absolute value, or its signed and its unsigned one
    length_base: int
    length_modulus: int
    suffixes: tuple[str, ...]
    count: int

    def names(self, day: date) -> Iterator[str]:
        draws = self.chain.draws(day)
        for _ in range(self.count):
            length = self.length(next(draws))
            word = "".join(chr(ord("a") + abs(next(draws)) % 26) for _ in range(length))
            yield f"{word}.{self.suffix(next(draws))}"

    def length(self, draw: int) -> int:
        """A, B: 8 plus the remainder by 4, with the sign of the draw, so 5 to 11 letters. C: 4 to 9."""
        return self.length_base + int(fmod(abs(draw) if self.absolute else draw, self.length_modulus))

    def suffix(self, draw: int) -> str:
        return self.suffixes[(abs(draw) if self.absolute else draw % 2**32) % len(self.suffixes)]

    def kernel(self, days: Sequence[date], config: Mapping[str, Any], limit: int | None) -> Iterator[Block]:
        from tidegate.dga.kernels import conficker  # late: its compiler takes most of a second to import

        return conficker.blocks(self, days, limit)


A = Recipe(
    Chain(rmul=0x64236735, vmul=0x463DA5676, vadd=0xB46A7637, radd=0.7375656750, vdiv=0x58028E44000),
    absolute=False,
    length_base=8,
    length_modulus=4,
    suffixes=("com", "net", "org", "info", "biz"),
    count=250,
)
B = Recipe(
    Chain(rmul=0x53125624, vmul=0x352C94565, vadd=0xA3596526, radd=0.6264545640, vdiv=0x58028E44000),
    absolute=False,
    length_base=8,
    length_modulus=4,
    suffixes=("cc", "cn", "ws", "com", "net", "org", "info", "biz"),
    count=250,
)
C = Recipe(
    Chain(rmul=0x4F3D859E, vmul=0x2682D10B7, vadd=0xF1E34A09, radd=0.9462703910, vdiv=0x19254D38000),
    absolute=True,
    length_base=4,
    length_modulus=6,
    suffixes=tuple(_SUFFIXES_OF_C.split()),
    count=50_000,
)

FAMILY = Family(
    "conficker",
    kind="worm",
    years=(2008, None),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "a",
            A.names,
            kernel=A.kernel,
            count=A.count,
            suffixes=A.suffixes,
            behaviour=Behaviour(rounds=8),
            since=date(2008, 11, 21),
        ),
        Variant(
            "b",
            B.names,
            kernel=B.kernel,
            count=B.count,
            suffixes=B.suffixes,
            behaviour=Behaviour(rounds=12),
            since=date(2008, 12, 29),
        ),
        Variant(
            "c",
            C.names,
            kernel=C.kernel,
            count=C.count,
            suffixes=C.suffixes,
            behaviour=Behaviour(tries=500, clock=Clock.LOCAL, starts=date(2009, 4, 1)),
            since=date(2009, 3, 4),
        ),
    ),
    sources=(
        'Porras, Saidi, Yegneswaran, "An Analysis of Conficker\'s Logic and Rendezvous Points", SRI, 2009',
        'Leder, Werner, "Know Your Enemy: Containing Conficker", The Honeynet Project, 2009',
    ),
    aliases=("downadup", "kido"),
    confidence="A, B: lists published for 2020, in order; C: real names of November 2014",
)
