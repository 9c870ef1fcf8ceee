"""Pure Python: the thinking of Schakel as a library of its own. No Django, no database, no network."""
