"""What registries answer name by name: read tolerantly, kept whole, set against the list that was sent."""
