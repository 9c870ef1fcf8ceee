"""The weakenings for questions to regions, requests about one's own data, data of the police, and emergencies."""

from __future__ import annotations

from typing import Any

from tests.attacks.weakening import Weak

WHOSE = {"controller", "owner", "direction"}
OF = ("hits", "rights", "provisions", "breakglass")


def queries_forget(weak: Weak) -> None:
    """No query of these modules narrows to whose row it is, and row-level security is switched off."""
    from django.db.models.query import QuerySet

    real = QuerySet.filter

    def filtered(self: Any, *args: Any, **wanted: Any) -> Any:
        if self.model._meta.app_label in OF:
            wanted = {name: value for name, value in wanted.items() if name not in WHOSE}
        return real(self, *args, **wanted)

    weak.patch(QuerySet, "filter", filtered)
    weak.open_tables()


def everybody_may(weak: Weak) -> None:
    """Everybody holds every role, no query of these modules narrows to whose row it is, and row security is off."""
    from schakel.ground.accounts import access
    from schakel.ground.database.actor import Actor

    queries_forget(weak)
    weak.patch(access, "demand", lambda actor, may: None)
    weak.patch(Actor, "holds", lambda self, role: True)


def regions_see_each_other(weak: Weak) -> None:
    """Row-level security is switched off on the tables of questions to regions."""
    weak.open_tables("hits_side", "hits_question", "hits_token", "hits_agreement")


def answers_of_everybody(weak: Weak) -> None:
    """The query of answers takes everybody's rows, and row-level security is switched off."""
    import importlib

    from schakel.casework.hits.models import Side

    questions = importlib.import_module("schakel.casework.hits.queries.questions")  # its name is that of a function too
    weak.open_tables()
    weak.patch(questions, "_visible", lambda viewer: list(Side.objects.order_by("-visible_at", "-id")))


def nobody_counts_questions(weak: Weak) -> None:
    """Asking again the same day and asking much are not refused, and the constraint of the table is dropped."""
    from schakel.casework.hits.actions import asking

    weak.sql("alter table hits_question drop constraint hits_question_once_an_epoch")
    weak.patch(asking, "_refuse", lambda *args: None)


def texts_open_everywhere(weak: Weak) -> None:
    """A sealed text is not bound to its row: it opens beside any other."""
    from schakel.ground.vault.actions import texts
    from schakel.ground.vault.rules import sealing

    def loose(seal: Any) -> Any:
        return lambda *args, bound_to, **more: seal(*args, bound_to="anywhere", **more)

    weak.patch(texts, "seal_text", loose(sealing.seal_text))
    weak.patch(texts, "unseal_text", loose(sealing.unseal_text))


def collectors_decide(weak: Weak) -> None:
    """Who looked up is forgotten when somebody decides, and the constraint of the table is dropped."""
    from schakel.casework.rights.actions import deciding

    real = deciding.held

    def held(by: Any, request: Any) -> Any:
        row = real(by, request)
        row.collected_by = None
        return row

    weak.sql("alter table rights_request drop constraint rights_request_second_person")
    weak.patch(deciding, "held", held)


def words_can_be_altered(weak: Weak) -> None:
    """The trigger that keeps what somebody wrote is dropped."""
    weak.sql("drop trigger words_by_the_system on intake_signal")


def terms_open_always(weak: Weak) -> None:
    """Every stage of data of the police opens, with or without a reason."""
    from schakel.casework.provisions.actions import opening
    from schakel.casework.provisions.queries import records

    weak.patch(opening, "opens", lambda now, why: True)
    weak.patch(records, "opens", lambda now, why: True)


def the_log_can_be_written(weak: Weak) -> None:
    """The application may alter and delete lines of the log of provisions, and the table has no row security."""
    weak.open_tables("provisions_line")
    weak.sql("grant update, delete on provisions_line to schakel_app")


def no_reason_is_asked(weak: Weak) -> None:
    """An emergency access asks no reason, and no form asks one."""
    from schakel.ground.breakglass.actions import opening

    weak.patch(opening, "_refuse", lambda by, reason: None)


def emergencies_never_end(weak: Weak) -> None:
    """Neither the rules nor the function of the database look at the end of an emergency access."""
    from schakel.ground.breakglass import queries

    weak.patch(queries, "is_open", lambda *args, **more: True)
    weak.sql(
        "create or replace function breakglass_opened() returns table (owner uuid, subject uuid) language sql stable"
        " security definer rows 1 begin atomic select a.owner, a.subject from public.breakglass_access a"
        " where a.account = schakel_actor(); end"
    )


def openers_review(weak: Weak) -> None:
    """Everybody holds every role, a review takes any house's row, and the trigger on accesses is dropped."""
    everybody_may(weak)
    weak.sql("drop trigger breakglass_access_stays on breakglass_access")


def reasons_can_be_altered(weak: Weak) -> None:
    """The trigger that keeps who opened what, when and why is dropped."""
    weak.sql("drop trigger breakglass_access_stays on breakglass_access")


def any_house_is_a_partner(weak: Weak) -> None:
    """An emergency access asks no covenant of both, and no table has row security."""
    from schakel.ground.breakglass.actions import opening

    weak.open_tables()
    weak.patch(opening, "_covenant", lambda by, owner: min(by.covenants))
