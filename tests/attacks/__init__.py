"""Attacks on our own product, on this machine only: each a test by name, and each seen to succeed on a weakened copy."""
