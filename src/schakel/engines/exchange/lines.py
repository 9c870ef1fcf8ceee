"""JSON as it is sent: one object, in which no key stands twice."""

from __future__ import annotations

import json
from typing import Any

from schakel.engines.exchange.shape import Fault, fault, shown
from schakel.engines.exchange.words import marked as _


def read_json(raw: str | bytes) -> tuple[Any, list[Fault]]:
    """The value that was written, and what is wrong with how it was written; never raises."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _value in pairs]
        if len(set(keys)) < len(keys):
            twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        value = json.loads(raw, object_pairs_hook=once, parse_constant=_no_number)
    except json.JSONDecodeError as trouble:
        return None, [
            fault("", "json", _("Dit is geen JSON: bij teken %(place)s gaat het mis."), place=trouble.pos + 1)
        ]
    except UnicodeDecodeError:
        return None, [fault("", "json", _("Dit is geen JSON: het is geen UTF-8-tekst."))]
    except RecursionError:
        return None, [fault("", "json", _("Dit is geen JSON die wij kunnen lezen: er zit te veel in elkaar."))]
    except ValueError:
        return None, [fault("", "json", _("Dit is geen JSON die wij kunnen lezen: een getal heeft te veel cijfers."))]
    text = _("Het veld '%(key)s' staat er twee keer. Haal er een weg.")
    return value, [fault(shown(key), "twice", text, key=shown(key)) for key in twice]


def _no_number(name: str) -> float:
    raise json.JSONDecodeError(name, name, 0)  # NaN and Infinity are no JSON
