"""What a sensor says while it runs: one JSON object a line, on stderr."""

import json
import sys
from datetime import UTC, datetime
from typing import Any


def log(event: str, **facts: Any) -> None:
    """Say that `event` happened."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = json.dumps({"at": at, "event": event, **facts}, default=str)
    sys.stderr.write(f"{line}\n")  # in one piece: workers share it
    sys.stderr.flush()
