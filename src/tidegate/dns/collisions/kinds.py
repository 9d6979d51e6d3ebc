"""The kinds of collision: what a rendezvous is besides."""

LEGITIMATE = "legitimate"
"""A site that the playbook knows."""
PUBLIC_SUFFIX = "public-suffix"
"""A name under which others register theirs."""
POPULAR = "popular"
"""On a popularity list."""
SINKHOLE = "sinkhole"
"""Another operator's sinkhole already."""
REGISTERED = "registered"
"""Registered by somebody."""
SEEN = "seen"
"""In passive DNS: somebody had it once, and may have it still."""
SHARED = "shared"
"""Another model's too."""

KINDS = (LEGITIMATE, PUBLIC_SUFFIX, POPULAR, SINKHOLE, REGISTERED, SEEN, SHARED)
"""The surest first."""
HELD = (SINKHOLE, REGISTERED)
"""Kinds that say that somebody holds the name now: to take it needs two persons."""
