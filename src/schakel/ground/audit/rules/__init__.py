"""What may stand in the trail, how the chain is computed, and what a break in it means. Pure Python."""
