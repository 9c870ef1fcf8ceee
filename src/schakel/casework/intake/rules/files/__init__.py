"""Files that come with a signal: which kinds we take, how large, and what is taken out of them. Bytes in, bytes out."""

from schakel.casework.intake.rules.files.kinds import EXTENSIONS, IMAGES, MEDIA_TYPES, OPENABLE, STATES, kind_of
from schakel.casework.intake.rules.files.limits import LONGEST_NAME, MOST_FILES, MOST_PAGES, MOST_PIXELS
from schakel.casework.intake.rules.files.names import own_name, readable_name, readable_stem
from schakel.casework.intake.rules.files.refused import AttachmentRefused

__all__ = [
    "EXTENSIONS",
    "IMAGES",
    "LONGEST_NAME",
    "MEDIA_TYPES",
    "MOST_FILES",
    "MOST_PAGES",
    "MOST_PIXELS",
    "OPENABLE",
    "STATES",
    "AttachmentRefused",
    "kind_of",
    "own_name",
    "readable_name",
    "readable_stem",
]
