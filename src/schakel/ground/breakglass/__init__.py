"""When somebody is in danger and nobody of the owning municipality answers: one signal, a short while, with everybody told."""
