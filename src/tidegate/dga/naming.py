"""What families, variants and known configs may be called: safe in a path, a command line and a playbook."""

import re

_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?\Z")
RULE = "lower-case letters, digits and inner hyphens, at most 40"


def is_name(text: str) -> bool:
    """Whether `text` is lower-case letters, digits and inner hyphens, 1 to 40 of them."""
    return _NAME.match(text) is not None
