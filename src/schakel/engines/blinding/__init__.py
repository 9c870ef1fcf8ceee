"""blinding: may somebody else's key be laid over a value without that somebody seeing the value?"""

from schakel.engines.blinding.oprf import (
    ELEMENT_BYTES,
    OUTPUT_BYTES,
    BlindingUnavailable,
    blind,
    decoy,
    derive_key,
    evaluate,
    finalize,
    output,
)

__all__ = [
    "ELEMENT_BYTES",
    "OUTPUT_BYTES",
    "BlindingUnavailable",
    "blind",
    "decoy",
    "derive_key",
    "evaluate",
    "finalize",
    "output",
]
