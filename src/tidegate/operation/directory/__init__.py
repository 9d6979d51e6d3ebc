"""Who runs which suffix, for names that a playbook does not speak of: IANA's managers, and zones' operators."""
