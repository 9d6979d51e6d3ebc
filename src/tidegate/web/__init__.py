"""The pages: read-only, one file a page, found by the catalogue."""
