"""What was computed from the stores, kept until they change."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

MOST = 256
"""How many results are kept of one operation; the oldest goes first."""


@dataclass
class Memo:
    """Results by key. All of an operation's are forgotten when the `state` they were made in is no longer the state."""

    _state: dict[str, Hashable] = field(default_factory=dict)
    _kept: dict[str, dict[Hashable, Any]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, operation: str, state: Hashable, key: Hashable, make: Callable[[], Any]) -> Any:
        """The result kept under `key`, or `make()`; a change of `state` while it is made is seen by the next caller."""
        with self._lock:
            if self._state.get(operation) != state:
                self._state[operation], self._kept[operation] = state, {}
            kept = self._kept[operation]
            if key in kept:
                return kept[key]
        made = make()
        with self._lock:
            kept[key] = made
            if len(kept) > MOST:
                del kept[next(iter(kept))]
        return made
