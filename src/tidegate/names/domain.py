"""Domain names as Tidegate writes them: lower-case A-labels without the trailing dot."""

import re
from ipaddress import ip_address

from tidegate.errors import TidegateError

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\Z")
MAX_LENGTH = 253
"""Longest name in text form without the trailing dot (RFC 1035, 2.3.4, less the root and one length byte)."""


class BadDomainError(TidegateError):
    """A text that is not a domain name; the message names the text and the reason."""


def normalise(text: str) -> str:
    """The canonical form of `text`: lower case, A-labels (IDNA), no trailing dot.

    Raises BadDomainError for anything that cannot be a domain name. Underscores are allowed: real logs hold them.
    """
    name = text.strip().rstrip(".").lower()
    if not name.isascii():
        name = _to_a_labels(name, text)
    reason = _flaw(name)
    if reason:
        raise BadDomainError(f"{text!r} is not a domain name: {reason}")
    return name


def is_domain(text: str) -> bool:
    """Whether `text` already is a canonical domain name of at least one label."""
    return _flaw(text) is None


def is_address(text: str) -> bool:
    """Whether `text` is an IPv4 or IPv6 address, which is no name."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _to_a_labels(name: str, text: str) -> str:
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadDomainError(f"{text!r} is not a domain name: {error}") from None


def _flaw(name: str) -> str | None:
    if not name:
        return "it is empty"
    if len(name) > MAX_LENGTH:
        return f"it is longer than {MAX_LENGTH} characters"
    for label in name.split("."):
        if not _LABEL.match(label):
            return f"label {label!r} is empty, too long or holds a forbidden character"
    return None
