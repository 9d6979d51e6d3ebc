"""What a snippet is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.key import ALGORITHM, Key
from tidegate.errors import TidegateError


@dataclass(frozen=True)
class Terms:
    """From which primary which zone is taken, with the key called `key`, whose file is `key_file` there, by a server
    that is told of changes at `notify`."""

    zone: str
    primary: Endpoint
    key: str
    key_file: str
    notify: Endpoint


Lines = Callable[[Terms], str]


@dataclass(frozen=True)
class Snippet:
    """How `server` is told: the lines for each kind of zone that it can take, and its way to write a key."""

    server: str
    lines: Mapping[str, Lines]
    key: Callable[[Key], str]

    def text(self, takes: str, terms: Terms) -> str:
        """The lines for a zone of the kind `takes`; TidegateError where the server cannot take one."""
        if takes not in self.lines:
            raise TidegateError(
                f"{self.server} cannot take a zone of the kind {takes}; it takes {', '.join(self.lines)}"
            )
        return self.lines[takes](terms)


def knot_key(key: Key) -> str:
    """A key as Knot reads it."""
    return f"key:\n  - id: {key.name}\n    algorithm: {ALGORITHM}\n    secret: {key.secret}\n"
