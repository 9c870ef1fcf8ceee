"""People's stories: every read and every write leaves a trail."""
