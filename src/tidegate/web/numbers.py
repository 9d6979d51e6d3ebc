"""Numbers that an address gives; what is none is not found."""

import math

from tidegate.web.page import NotFoundError, Visit


def whole(visit: Visit, name: str, most: int) -> int | None:
    """The whole number from 1 to `most` that the query gives as `name`; None where it gives none."""
    text = visit.query.get(name, "")
    if not text:
        return None
    if not text.isdecimal() or not 0 < int(text[:9]) <= most:
        raise NotFoundError(f"{name} {text!r} is not a number from 1 to {most}")
    return int(text)


def share(visit: Visit, name: str, default: float) -> float:
    """The number from 0 to 1 that the query gives as `name`, or `default`."""
    text = visit.query.get(name, "")
    try:
        number = float(text) if text else default
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise NotFoundError(f"{name} {text!r} is not a number from 0 to 1")
    return number
