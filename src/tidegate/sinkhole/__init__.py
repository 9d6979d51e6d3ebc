"""The sinkhole subgroup: sensors that answer bots harmlessly and lose no check-in, and what becomes of what they saw.

A sensor's listeners take check-ins, the judge says what they are, the journal makes them durable, and only then is
anybody answered. `ingest` turns journals into the lake's sightings; `tail` reads the newest ones at once.
"""
