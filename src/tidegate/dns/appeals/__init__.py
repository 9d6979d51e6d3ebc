"""Appeals: an owner says that a name is theirs, a clock runs, and what was taken is given back."""
