"""The models: one file a family, each with its `FAMILY`, found by `tidegate.dga.catalogue`."""
