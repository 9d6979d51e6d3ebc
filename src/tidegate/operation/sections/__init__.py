"""The sections of a playbook, one module each: from a TOML table to values, with every check that the section needs."""
