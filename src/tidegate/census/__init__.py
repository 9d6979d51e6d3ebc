"""How many are infected, where, and what changed: counts by distinct address, stated as what they are."""
