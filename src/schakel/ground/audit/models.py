"""Three tables that only the database's own functions write: the trail, the processing log, and what must follow."""

from __future__ import annotations

from django.db import models

from schakel.ground.database.keeps import Keeps


class Entry(models.Model):
    """Who did what: action, object, result, origin, actor and time (BIO2 8.15.01), chained per organisation.

    `organisation` is the controller whose record it is, `actor_organisation` whose employee acted. `number`,
    `previous` and `hash` are filled at the end of the transaction, by the database.
    """

    keeps = Keeps(purpose="Shows afterwards who did what, and whether that was touched.", until="audit")

    id = models.UUIDField(primary_key=True)
    organisation = models.UUIDField()
    number = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40, null=True)
    result = models.CharField(max_length=40)
    basis = models.CharField(max_length=40)
    origin = models.CharField(max_length=40)
    actor = models.UUIDField(null=True)
    actor_organisation = models.UUIDField()
    roles = models.TextField()
    facts = models.JSONField()
    previous = models.BinaryField(null=True)
    hash = models.BinaryField(null=True)

    class Meta:
        db_table = "audit_entry"
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="audit_entry_number")]
        indexes = [
            models.Index(fields=["organisation", "object_id", "at"], name="audit_entry_object"),
            models.Index(fields=["organisation", "at"], name="audit_entry_at"),
            models.Index(fields=["organisation", "kind", "number"], name="audit_entry_kind"),
            models.Index(fields=["organisation"], condition=models.Q(hash__isnull=True), name="audit_entry_unchained"),
        ]


class Processing(models.Model):
    """One line per data subject, without who did it (Logboek Dataverwerkingen); `trace_id` is the entry's id, 16 bytes.

    `data_subject_id` is a blind key, so that the log of one person is found by who may and read by nobody else.
    """

    keeps = Keeps(purpose="Tells a person what was done with their data.", until="processing_log")

    span_id = models.BinaryField(primary_key=True, max_length=8)
    trace_id = models.UUIDField()
    organisation = models.UUIDField()
    name = models.CharField(max_length=40)
    processing_activity_id = models.CharField(max_length=40)
    data_subject_id = models.CharField(max_length=16)
    data_subject_id_type = models.CharField(max_length=16)
    status_code = models.SmallIntegerField()
    start_time = models.DateTimeField()
    end_time = models.DateTimeField()

    class Meta:
        db_table = "audit_processing"
        indexes = [
            models.Index(fields=["trace_id"], name="audit_processing_trace"),
            models.Index(fields=["organisation", "data_subject_id"], name="audit_processing_subject"),
        ]


class Checkpoint(models.Model):
    """Where the trail of an organisation begins, since older entries went after their term: the last of those, by its hash."""

    keeps = Keeps(purpose="Lets the trail be verified when its oldest part is gone.", until="audit", personal=False)

    organisation = models.UUIDField(primary_key=True)
    number = models.BigIntegerField()
    hash = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "audit_checkpoint"


class Reaction(models.Model):
    """What must still follow after an entry: at least once, in its own transaction. Identifiers and codes only.

    `follow` names which of several follow-ups; "" is the line of the entry itself, before it was parted.
    """

    keeps = Keeps(purpose="Makes sure that what follows a step is done, also after a failure.", until="job")

    id = models.UUIDField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="+")
    organisation = models.UUIDField()
    kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    follow = models.CharField(max_length=40, db_default="", default="")
    made_at = models.DateTimeField()
    try_after = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField()
    last_error = models.CharField(max_length=60)

    class Meta:
        db_table = "audit_reaction"
        constraints = [models.UniqueConstraint(fields=["entry", "follow"], name="audit_reaction_each_once")]
        indexes = [
            models.Index(fields=["try_after"], condition=models.Q(done_at__isnull=True), name="audit_reaction_waiting"),
            models.Index(fields=["made_at"], name="audit_reaction_made"),
        ]
