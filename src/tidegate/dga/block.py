"""The names of one period, in Arrow's layout: no Python object a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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


def block_of(day: date, names: Iterable[str], suffixes: Sequence[str]) -> Block:
    """A block from plain strings, each name's suffix found among `suffixes`."""
    made = list(names)
    index = {suffix: number for number, suffix in enumerate(suffixes)}
    indices = [index.get(suffix_of(name, index) or "") for name in made]
    dictionary = pa.DictionaryArray.from_arrays(pa.array(indices, pa.int16()), pa.array(suffixes, pa.string()))
    return Block(day, pa.array(made, pa.string()), dictionary)
