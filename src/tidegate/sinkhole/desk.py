"""What every listener works with: where check-ins are handed in, and what they are answered from."""

from collections.abc import Callable
from dataclasses import dataclass

from tidegate.sinkhole.conversation import Connections
from tidegate.sinkhole.counters import Counters
from tidegate.sinkhole.journal import Journal
from tidegate.sinkhole.nameserver import Nameserver
from tidegate.sinkhole.reception import Reception


@dataclass(frozen=True)
class Desk:
    """One worker's desk. `clock` gives nanoseconds since the epoch, UTC."""

    clock: Callable[[], int]
    reception: Reception
    nameserver: Nameserver
    journal: Journal
    counters: Counters
    connections: Connections
