"""Serving: a primary for the operation's zones, from which the group's resolvers take each change by itself."""
