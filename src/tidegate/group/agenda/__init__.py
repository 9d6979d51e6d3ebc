"""The sections of the weekly briefing, one module each: a `SECTION` that `group.paper` finds."""
