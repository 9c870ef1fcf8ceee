"""Pure: when questions go off, what is in a batch, and what an answer looks like before it is sealed."""

from schakel.casework.hits.rules.asked import pack_numbers, unpack_numbers
from schakel.casework.hits.rules.batch import BATCH, Holder, batch, best, same_story, value_of
from schakel.casework.hits.rules.outcome import NOBODY, Outcome, opened, written
from schakel.casework.hits.rules.ticks import EPOCH, epoch_of, tick_after

__all__ = [
    "BATCH",
    "EPOCH",
    "NOBODY",
    "Holder",
    "Outcome",
    "batch",
    "best",
    "epoch_of",
    "opened",
    "pack_numbers",
    "same_story",
    "tick_after",
    "unpack_numbers",
    "value_of",
    "written",
]
