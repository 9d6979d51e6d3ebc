"""What is written on."""

from collections.abc import Sequence
from typing import Any

Text = Any
"""Bytes being written: a sheet, a scratch, or a sheaf. In CPython and in compiled code they are different things, alike
in two fields: `text`, and in compiled code `cursor`, whose first number is how many bytes are written, and whose fourth
is where the name, or the message, begins."""
SLACK = 8
"""Bytes behind the end of a text in compiled code, since words are copied so many bytes at a time."""
Bytes = Sequence[int]
"""A text as an input: the codes of its characters."""
