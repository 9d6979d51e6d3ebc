"""Probe: what the live DNS says of a day's rendezvous, and what that means."""
