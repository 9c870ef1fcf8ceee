"""The letter on paper: the house sets the type."""

from schakel.ground.ui.parts.typeset import typeset

__all__ = ["typeset"]
