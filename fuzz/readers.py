"""Fuzz the readers of logs: whatever the bytes, a reader ends, and says what it skipped.

Needs atheris (`pip install atheris`), which covers what Python's code does with an input:

    python fuzz/readers.py zeek -max_total_time=60
    python fuzz/readers.py any  -max_total_time=60      # the format is what the bytes look like
"""

import io
import sys
from contextlib import suppress

import atheris

with atheris.instrument_imports(include=["tidegate.identify.readers"]):
    from tidegate.errors import TidegateError
    from tidegate.identify.readers import Tally, read, readers


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in {"any", *readers()}:
        sys.exit(f"usage: {sys.argv[0]} any|{'|'.join(readers())} [options of libFuzzer]")
    format = sys.argv.pop(1)

    def once(data: bytes) -> None:
        tally = Tally()
        with suppress(TidegateError):  # a log that lacks the field that it is asked for
            found = [
                name for batch in read(io.BytesIO(data), None if format == "any" else format, tally) for name in batch
            ]
            assert len(found) == tally.names

    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
