"""What people may ask about their own data, and what is written down of it."""
