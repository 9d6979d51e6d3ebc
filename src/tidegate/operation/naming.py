"""What operations, playbooks, registries and subgroups may be called: safe in a path, a URL and a command line."""

import re

from tidegate.errors import TidegateError
from tidegate.operation.toml.table import Table

_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?\Z")
RULE = "lower-case letters, digits and inner hyphens, at most 40"


def is_name(text: str) -> bool:
    """Whether `text` is lower-case letters, digits and inner hyphens, 1 to 40 of them."""
    return _NAME.match(text) is not None


def check_operation(name: str) -> str:
    """`name` if an operation may be called so; TidegateError otherwise."""
    if not is_name(name):
        raise TidegateError(f"an operation cannot be called {name!r}: use {RULE}")
    return name


def checked_name(table: Table, key: str) -> str:
    """The text under `key`, which must be such a name."""
    name = table.text(key)
    if not is_name(name):
        raise table.flaw(key, f'"{name}" is not a name: use {RULE}')
    return name
