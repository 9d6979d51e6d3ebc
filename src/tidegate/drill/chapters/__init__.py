"""The chapters of the story, each one a module with its steps in their order."""
