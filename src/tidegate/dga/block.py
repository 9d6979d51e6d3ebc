"""The names of one period, in Arrow's layout: no Python object a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from tidegate.names.suffixes import suffix_of


@dataclass(frozen=True)
class Block:
    """The names of one period in generation order (position = index), repeats kept, beside each name's suffix.

    `names` is a string array; `suffixes` a dictionary array (int16 indices) of the same length, null where none fits.
    """

    day: date
    names: pa.StringArray
    suffixes: pa.DictionaryArray

    def __len__(self) -> int:
        return len(self.names)

    def table(self, family: str, variant: str, config: str) -> pa.Table:
        """A row a name, in the columns of the lake's `forecast`; what repeats is dictionary-encoded."""
        model = {"family": family, "variant": variant, "config": config}
        return pa.table(
            {
                "name": self.names,
                "suffix": self.suffixes,
                **{column: _repeated(value, len(self)) for column, value in model.items()},
                "position": np.arange(len(self), dtype=np.int32),
            }
        )


def _repeated(value: str, times: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(np.zeros(times, np.int16), [value])


def block_of(day: date, names: Iterable[str], suffixes: Sequence[str]) -> Block:
    """A block from plain strings, each name's suffix found among `suffixes`."""
    made = list(names)
    index = {suffix: number for number, suffix in enumerate(suffixes)}
    indices = [index.get(suffix_of(name, index) or "") for name in made]
    dictionary = pa.DictionaryArray.from_arrays(pa.array(indices, pa.int16()), pa.array(suffixes, pa.string()))
    return Block(day, pa.array(made, pa.string()), dictionary)


def suffixes_of(endings: Sequence[str], numbers: Any) -> pa.DictionaryArray:
    """The endings of these numbers as a dictionary array; an ending that is listed twice stands in it once."""
    once = list(dict.fromkeys(endings))
    places = np.array([once.index(ending) for ending in endings], np.int16)
    return pa.DictionaryArray.from_arrays(pa.array(places[np.asarray(numbers, np.int16)]), pa.array(once, pa.string()))
