"""Coming in, the own account, and what the functional administrator looks after."""
