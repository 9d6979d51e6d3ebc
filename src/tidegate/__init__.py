"""Tidegate: the operations platform for a botnet working group."""

__version__ = "0.1.0"
