"""Which of very many names may be rendezvous: by hash, so that files larger than the memory are read once."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis import Table

from tidegate.identify.hashing import hashes
from tidegate.store.lake import Lake


class Sieve:
    """The hashes of `names` (column name) in order: eight bytes a name. What passes may be one of them; a join makes
    sure."""

    def __init__(self, lake: Lake, names: Table) -> None:
        parts = [hashes(batch["name"]) for batch in lake.batches(names.select("name"))]
        self._hashes = np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.uint64)

    def passes(self, names: pa.StringArray) -> pa.BooleanArray:
        """For each of `names` whether it passes. There must be no null."""
        if not len(self._hashes):
            return pa.array(np.zeros(len(names), np.bool_))
        wanted = hashes(names)
        places = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        return pa.array(self._hashes[places] == wanted)

    def claims(self, hosts: pa.StringArray) -> tuple[pa.StringArray, pa.Int64Array]:
        """The names that pass among `hosts` and the names above them that have at least two labels, and for each the
        row of the host: who blocks `site.example` blocks `www.site.example`."""
        names, rows = hosts, pa.array(np.arange(len(hosts)))
        found, whose = [], []
        while len(names):
            passes = self.passes(names)
            found.append(names.filter(passes))
            whose.append(rows.filter(passes))
            deeper = pc.greater(pc.count_substring(names, "."), 1)
            names, rows = pc.replace_substring_regex(names.filter(deeper), r"^[^.]*\.", ""), rows.filter(deeper)
        if not found:
            return pa.array([], pa.string()), pa.array([], pa.int64())
        return pa.concat_arrays(found), pa.concat_arrays(whose)
