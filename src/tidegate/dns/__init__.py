"""The DNS subgroup: collisions, plan and work orders, lists, probes, coverage and exposure."""
