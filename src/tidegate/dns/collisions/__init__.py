"""Collisions: rendezvous that are somebody's real names, and what must be left alone."""
