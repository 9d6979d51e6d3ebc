"""Reading TOML for people: every flaw is reported with file, line, key and reason."""
