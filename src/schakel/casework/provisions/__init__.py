"""Data of the police and of officers: what came in or crossed over as a recorded provision, apart from all else."""
