"""Who may get what of a signal, on which basis, and what went: default deny, and exactly what was sent is kept."""
