"""An operation and its playbook: families, suffixes and their registries, thresholds."""
