"""The small values everything speaks in: domain names, public suffixes, UTC days and weeks, and figures for people."""
