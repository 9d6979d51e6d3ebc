"""Whose domain is this? Names seen anywhere, held against every model."""
