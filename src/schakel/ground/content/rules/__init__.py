"""The shapes of a content pack and the rules that it must keep. Plain Python: no Django, no clock, no files."""
