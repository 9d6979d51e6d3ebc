"""What a result code means for the name that was asked for, and for the rest of the run (RFC 5730, section 3). Pure."""

from enum import StrEnum

PENDING, NOT_THERE, EXISTS, NOT_AUTHORISED, SESSION_LIMIT = 1001, 2303, 2302, 2201, 2502
CLOSING = (1500, 2500, 2501, 2502)
"""With these the server closes the session."""


class Meaning(StrEnum):
    """How an answer is taken."""

    DONE = "done"
    PENDING = "pending"  # the registry will say later
    REFUSED = "refused"  # for this name
    LATER = "later"  # try again
    ENDED = "ended"  # the server closes the session; whether it acted is not known
    STOP = "stop"  # the same for every further name


_SPECIAL = {
    PENDING: Meaning.PENDING,
    2400: Meaning.LATER,
    1500: Meaning.ENDED,
    2500: Meaning.ENDED,
    2502: Meaning.ENDED,
    **dict.fromkeys((2000, 2001, 2002, 2003, 2100, 2101, 2102, 2103, 2104, 2200, 2501), Meaning.STOP),
}
"""2104: the account is empty. 2200 and 2501: a password that was refused is never tried twice, since servers lock the
accounts of those who do. 2000 to 2003 and 2100 to 2103: the server cannot read or carry out what we say."""

_REASONS = {
    2004: "value out of range",
    2005: "value in a wrong form",
    2105: "not up for renewal",
    2106: "not up for transfer",
    2201: "not authorised",
    2202: "wrong authorisation",
    2300: "transfer is pending",
    2301: "no transfer is pending",
    2302: "exists already",
    2303: "does not exist",
    2304: "its status forbids it",
    2305: "others depend on it",
    2306: "against the registry's policy",
    2307: "not implemented",
    2308: "against the registry's policy",
}


def meaning(code: int) -> Meaning:
    """How an answer with `code` is taken; a code that is not in the RFC goes by its first digit."""
    return _SPECIAL.get(code, Meaning.DONE if code < 2000 else Meaning.REFUSED)


def reason(code: int) -> str:
    """Why a name was refused, in our words; "" where only the server's words say it."""
    return _REASONS.get(code, "")
