"""SOA serials that move, in the arithmetic of RFC 1982, and that a person can read: YYYYMMDDnn where possible."""

from datetime import date

_BITS = 2**32
_HALF = 2**31


def is_newer(serial: int, than: int) -> bool:
    """Whether a secondary that has `than` would take `serial` for newer (RFC 1982, 3.2)."""
    return 0 < (serial - than) % _BITS < _HALF


def following(last: int | None, day: date, steps: int = 1) -> int:
    """The serial after `last`: `day` with 00 at its end where that is at least `steps` newer, else `last` + `steps`."""
    dated = int(f"{day:%Y%m%d}00")
    if last is None or dated == (least := (last + steps) % _BITS) or is_newer(dated, least):
        return dated
    return least
