"""One field of JSON objects, an object a line."""

import json

import pyarrow as pa

from tidegate.identify.readers.tally import Tally


def field(batch: pa.BinaryArray, name: str, tally: Tally, missing: str) -> pa.BinaryArray:
    """The text in field `name` of each line's object; lines that are no objects or lack it are counted."""
    found = []
    for line in batch.to_pylist():
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            tally.skip("the line is not JSON")
            continue
        text = value.get(name) if isinstance(value, dict) else None
        if isinstance(text, str):
            found.append(text.encode("utf-8", "surrogatepass"))
        else:
            tally.skip(missing)
    return pa.array(found, pa.binary())
