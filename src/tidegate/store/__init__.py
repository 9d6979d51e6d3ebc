"""The two stores: records (what people decide and do) and the lake (facts that only grow)."""

from tidegate.store.events import Event
from tidegate.store.home import Home
from tidegate.store.projection import Projection
from tidegate.store.records import Draft, Records

__all__ = ["Draft", "Event", "Home", "Projection", "Records"]
