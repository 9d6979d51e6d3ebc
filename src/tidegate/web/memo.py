"""What was computed from the stores, kept until what it was computed from has changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

MOST = 128
"""How many results are kept; that which was asked for longest ago goes first."""


@dataclass
class Memo:
    """Results by key, each with the state of the stores that it was made in."""

    _kept: OrderedDict[Hashable, tuple[Hashable, Any]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, key: Hashable, state: Hashable, make: Callable[[], Any]) -> Any:
        """The result kept under `key` if it was made in `state`, else what `make()` gives, kept in its place."""
        with self._lock:
            if key in self._kept and self._kept[key][0] == state:
                self._kept.move_to_end(key)
                return self._kept[key][1]
        made = make()
        with self._lock:
            self._kept[key] = state, made
            self._kept.move_to_end(key)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made
