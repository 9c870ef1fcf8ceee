"""The trail: who did what to which record, in a chain per organisation that shows where it was touched."""
