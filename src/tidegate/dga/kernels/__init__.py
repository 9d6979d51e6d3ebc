"""Compiled generators, for the families whose volume asks for one; each beside its plain reading, and proven equal."""
