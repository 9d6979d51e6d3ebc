"""What a user did wrong, said so that the user can mend it.

TidegateError
├── NotAllowedError   the policy said no
└── UnknownNameError  something named does not exist; the message lists what does
"""

from collections.abc import Iterable


class TidegateError(Exception):
    """A message for a person: what is wrong, where, with which value. The command line prints it and exits with 1."""


class NotAllowedError(TidegateError):
    """The policy refused. The message never says more about the object than the asker may know."""


class UnknownNameError(TidegateError):
    """`unknown KIND 'NAME'`, followed by what exists."""

    def __init__(self, kind: str, name: object, known: Iterable[object]) -> None:
        choices = ", ".join(str(choice) for choice in known) or "none"
        super().__init__(f"unknown {kind} {str(name)!r}; known: {choices}")
