"""Which names can be hosts at all: what a model makes need not be a host's name, however exact the model is."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.names.domain import is_domain

_LONG = 4_096
"""From so many names on compiled code looks at them; it is quicker by far, once it is loaded."""


def hosts(names: pa.StringArray) -> NDArray[np.bool_]:
    """Which of `names` are hosts' names (RFC 952, RFC 1123): letters, digits and hyphens; nobody registers others."""
    if len(names) < _LONG:
        return np.array([is_domain(name) and "_" not in name for name in names.to_pylist()], np.bool_)
    from tidegate.forecast import spelled  # late: for its compiler

    _, ends, text = names.buffers()
    offsets = np.frombuffer(ends, np.int32)[names.offset : names.offset + len(names) + 1]
    return spelled.hosts(offsets, np.frombuffer(text, np.uint8))
