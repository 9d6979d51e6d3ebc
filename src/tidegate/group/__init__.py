"""The working group: its members, its decisions, the weekly briefing, and the review at the end."""
