"""The picture of a bundle: which elements have facts, from how many independent sources, and what nobody knows yet."""

from __future__ import annotations

from schakel.engines.picture.catalogue import Catalogue, Entry, Inquiry

__all__ = ["Catalogue", "Entry", "Inquiry"]
