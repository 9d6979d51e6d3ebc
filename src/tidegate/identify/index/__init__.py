"""The index: which sets may hold a name? Memory-mapped files that grow by segments."""
