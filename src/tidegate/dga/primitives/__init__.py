"""What generators draw from: pseudo-random generators, hashes and 64-bit words, each once."""
