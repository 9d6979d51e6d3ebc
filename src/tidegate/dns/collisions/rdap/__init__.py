"""RDAP: what a registry says of a name when it is asked politely. Every question is a visible act."""
