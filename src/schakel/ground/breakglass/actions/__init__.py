"""Opening one signal of another municipality in an emergency, ending that, looking back on it, and telling everybody."""

from schakel.ground.breakglass.actions.clearing import clear_reasons
from schakel.ground.breakglass.actions.forgetting import forget_old, forget_signal
from schakel.ground.breakglass.actions.opening import Opening, end_access, open_access
from schakel.ground.breakglass.actions.reviewing import review_access
from schakel.ground.breakglass.actions.telling import mail_notice, see_notice

__all__ = [
    "Opening",
    "clear_reasons",
    "end_access",
    "forget_old",
    "forget_signal",
    "mail_notice",
    "open_access",
    "review_access",
    "see_notice",
]
