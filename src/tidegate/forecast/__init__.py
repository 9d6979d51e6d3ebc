"""All rendezvous of an operation over a horizon: made into the lake, and looked up by name."""
