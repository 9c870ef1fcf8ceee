"""Municipalities and the regions they are in, each on a date: both change, and old records must still find their place."""
