"""What families, their variants and known configs may be called: safe in a path, a command line and a playbook."""

import re

_FAMILY = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?\Z")
_PART = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?\Z")
RULE = "lower-case letters, digits and inner hyphens, at most 40"
PART_RULE = "letters, digits and inner hyphens, dots and underscores, at most 60"


def is_name(text: str) -> bool:
    """Whether a family may be called `text`: lower-case letters, digits and inner hyphens, 1 to 40 of them."""
    return _FAMILY.match(text) is not None


def is_part(text: str) -> bool:
    """Whether a variant or a known config may be called `text`; a variant's name is in lower case besides."""
    return _PART.match(text) is not None
