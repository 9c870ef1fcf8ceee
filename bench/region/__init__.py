"""An invented region of any size, for measuring: what is said in it, and its tables filled at once."""
