"""The exercise: March and April 2009 replayed on loopback, with bots and a world whose truth is known."""
