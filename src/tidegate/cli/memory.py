"""How a command's process holds memory while it looks at a long list in pieces: what is freed goes back to the system
at once. Allocators that keep the room of one piece for the next made an export of six million names a fifth larger, and
a tenth quicker.
"""

import ctypes
import os

_SETTINGS = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "DUCKDB_JE_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0",
}
"""The settings that Arrow, and the allocator in DuckDB (jemalloc), read from the environment when they are loaded."""
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGE = 128 << 10
"""From how many bytes on an allocation stands by itself; left alone, glibc raises the limit as it goes (mallopt(3))."""


def give_back() -> None:
    """Set it so, before the libraries are loaded; what the user has set stays."""
    for setting, value in _SETTINGS.items():
        os.environ.setdefault(setting, value)
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):  # glibc has it
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_TRIM_THRESHOLD, _LARGE)
