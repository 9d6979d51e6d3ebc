"""One module a noun: `PANEL` and `register(app)`. Heavy imports stand inside the functions, so that help is quick."""
