"""The sections of the review, one module each: a `SECTION` that `group.paper` finds.

They follow the report on the Conficker Working Group (The Rendon Group, 2011): summary, what worked and what did not,
timelines, the seven questions, background.
"""
