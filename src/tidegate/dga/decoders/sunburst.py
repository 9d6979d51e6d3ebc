"""What SUNBURST's names tell of the machines that looked them up, so that their owners can be told and warned.

A name is a ping, which holds a victim's id and the time, or a piece of the name of the victim's internal domain.
**Whatever is decoded identifies victims: TLP:RED.** It is for those who tell them, and never for public output.

Sources: RedDrip7, SunBurst_DGA_Decode; Kaspersky, sunburst_dga; NETRESEC, SunburstDomainDecoder.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from tidegate.errors import TidegateError
from tidegate.policy import PAP, TLP, Label

_NAME = re.compile(r"([0-9a-z]{17,63})\.appsync-api\.(eu-west-1|us-west-2|us-east-1|us-east-2)\.avsvmcloud\.com\Z")
_BASE32 = {letter: value for value, letter in enumerate("ph2eifo3n5utg1j8d94qrvbmk0sal76c")}
_LETTERS = "rq3gsalt6u1iyfzop572d49bnx8cvmkewhj"
_SPECIALS = "0_-."
_NUMBERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LAST = 35
_EPOCH, _STEP, _YEAR = datetime(2010, 1, 1, tzinfo=UTC), timedelta(minutes=30), 2020
_PRODUCTS = (
    "Windows Defender",
    "Defender ATP",
    "Defender for Identity",
    "Carbon Black",
    "CrowdStrike",
    "FireEye",
    "ESET",
    "F-Secure",
)
LABEL = Label(TLP.RED, PAP.RED)
GAP = "…"
"""What stands in a text for pieces that are missing."""
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Ping:
    """A sign of life: the victim's id of 8 bytes in hexadecimal, and when it was sent, to 30 minutes.

    `kind` is 1 without and 2 with a status. `status` has two bits for each product: it runs, it was stopped.
    """

    id: str
    time: datetime
    flag: int
    kind: int
    status: int | None

    @property
    def running(self) -> tuple[str, ...]:
        """The security products that ran on the victim's machine."""
        return self._products(0)

    @property
    def stopped(self) -> tuple[str, ...]:
        """Those that were stopped or disabled."""
        return self._products(1)

    def _products(self, bit: int) -> tuple[str, ...]:
        status = self.status or 0
        return tuple(name for place, name in enumerate(_PRODUCTS) if status >> (2 * place + bit) & 1)


@dataclass(frozen=True)
class Piece:
    """A part of a domain's name, still encoded; `number` counts from 0, and the last one is 35."""

    id: str
    number: int
    payload: str


@dataclass(frozen=True)
class Domain:
    """A domain's name from its pieces, with GAP where some are missing; `complete` where none is known to be."""

    id: str
    pieces: tuple[int, ...]
    payload: str
    text: str
    complete: bool


def gather(names: Iterable[str]) -> list[list[str]]:
    """Each ping by itself, and the pieces of each victim's domain together, in the order in which they began; each
    name once, and none that is not SUNBURST's."""
    together: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        with suppress(TidegateError):
            told = decode_name(name)
            together.setdefault(told.id if isinstance(told, Piece) else name, []).append(name)
    return list(together.values())


def decode(names: Sequence[str]) -> Mapping[str, Any]:
    """What `names` of one victim tell: one ping, or pieces of one domain in any order, with `type` P or D.

    TidegateError, which tells nothing of the victim, for names that are not of that kind.
    """
    told = [decode_name(name) for name in names]
    if len(told) == 1 and isinstance(told[0], Ping):
        ping = told[0]
        guards = {"running": list(ping.running), "stopped": list(ping.stopped)}
        return {"type": "P", **vars(ping), "time": f"{ping.time:%Y-%m-%dT%H:%M:%SZ}", **guards}
    pieces = [one for one in told if isinstance(one, Piece)]
    if len(pieces) < len(told) or not pieces:
        raise TidegateError(f"{len(names)} names are neither one ping nor pieces of one domain")
    domain = join(pieces)
    return {"type": "D", **vars(domain), "pieces": list(domain.pieces)}


def decode_name(name: str) -> Ping | Piece:
    """What one name holds, in either case; TidegateError for one that is none of SUNBURST's."""
    found = _NAME.match(name.lower())
    told = found and (_ping(found[1]) or _piece(found[1]))
    if not told:
        raise TidegateError("a name is none of SUNBURST's")
    return told


def join(pieces: Sequence[Piece]) -> Domain:
    """The domain that `pieces` of one victim are of, in any order; TidegateError for those of several."""
    parts = {piece.number: piece for piece in pieces}
    if len({piece.id for piece in pieces}) != 1 or any(piece != parts[piece.number] for piece in pieces):
        raise TidegateError("pieces are not of one domain")
    begins = 0 in parts or set(parts) == {_LAST}
    runs = ["".join(parts[number].payload for number in run) for run in _runs(sorted(parts))]
    text, cut = _text(runs, begins)
    whole = begins and len(runs) == 1 and _LAST in parts
    numbers = tuple(piece.number for piece in pieces)
    return Domain(pieces[0].id, numbers, "".join(runs), text, whole and not cut)


def _ping(label: str) -> Ping | None:
    data = _unmasked(_base32(label))
    if len(data) < 11 or data[8] >> 4 not in (1, 2):
        return None
    sent = (data[8] & 15) << 16 | data[9] << 8 | data[10]
    time = _EPOCH + (sent >> 1) * _STEP
    if time.year != _YEAR:
        return None
    id = bytes(byte ^ data[10 - place % 2] for place, byte in enumerate(data[:8]))
    kind = data[8] >> 4
    status = int.from_bytes(data[11:13], "little") if kind == 2 and len(data) > 11 else None
    return Ping(id.hex().upper(), time, sent & 1, kind, status)


def _piece(label: str) -> Piece | None:
    id = _unmasked(_base32(label[:15]))
    number = (_NUMBERS.index(label[15]) - ord(label[0])) % 36
    return Piece(id.hex().upper(), number, label[16:]) if id else None


def _base32(text: str) -> bytes:
    """Bytes of five bits a letter, the lowest first; none where a letter is not of the alphabet."""
    if not all(letter in _BASE32 for letter in text):
        return b""
    number = sum(_BASE32[letter] << (5 * place) for place, letter in enumerate(text))
    size = len(text) * 5 // 8
    return (number & ((1 << 8 * size) - 1)).to_bytes(size, "little")


def _unmasked(data: bytes) -> bytes:
    return bytes(byte ^ data[0] for byte in data[1:])


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in order, parted where one is missing; how many are before the last piece nobody knows."""
    listed = list(numbers)
    before = [number for number in listed if number != _LAST]
    runs = [[number for _, number in run] for _, run in groupby(enumerate(before), lambda pair: pair[1] - pair[0])]
    if _LAST in listed:
        runs = [*runs[:-1], [*(runs[-1] if runs else []), _LAST]]
    return iter(runs)


def _text(runs: Sequence[str], begins: bool) -> tuple[str, bool]:
    """The text of runs of pieces, the first of which `begins` the name or does not; and whether it was cut within a
    letter. Where it is written as bytes, what comes after a gap cannot be read."""
    if begins and runs[0].startswith("00"):
        text = _base32(runs[0][2:]).decode("utf-8", "backslashreplace")
        return text + GAP * (len(runs) > 1), False
    texts = [_substituted(run) for run in runs]
    return GAP * (not begins) + GAP.join(text for text, _ in texts), any(cut for _, cut in texts)


def _substituted(payload: str) -> tuple[str, bool]:
    """The text of a payload: each letter is that four places before; 0 and a letter are a special one. True where it
    ends with such a 0."""
    letters = iter(payload)
    text = ""
    for letter in letters:
        if letter != "0":
            text += _LETTERS[(_LETTERS.index(letter) - 4) % len(_LETTERS)]
            continue
        special = next(letters, None)
        if special is None:
            return text, True
        text += _UNREADABLE if special == "0" else _SPECIALS[_LETTERS.index(special) % len(_SPECIALS)]
    return text, False
