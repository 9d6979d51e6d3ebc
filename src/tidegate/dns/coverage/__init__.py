"""Coverage: what is denied to the adversary, what is not, and what that is worth."""
