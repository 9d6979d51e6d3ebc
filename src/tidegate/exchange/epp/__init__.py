"""EPP: what a registry's account holder can ask of it, name by name (RFC 5730 to 5732 and 5734).

Pure core, thin shell. `frame`, `xml`, `core`, `domain`, `host`, `response` and `session` are the protocol; `wish`,
`dialogue` and `desk` say what a work order's action means in it and drive any number of names; `journal`, `wire` and
`submission` have the disk, the connection and the operation.
"""
