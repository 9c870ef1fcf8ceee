"""Schakel brings loose signals of human trafficking together, so that a municipality and its partners can act."""

__version__ = "0.1.0"
