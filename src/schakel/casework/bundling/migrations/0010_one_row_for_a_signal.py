"""What stands in a signal in one row beside its reading; a key once for a signal, found by itself and without a number of its own.

Row security is forced for the owner too, so it is lifted for the moment in which the rows are rewritten.
"""

from django.db import migrations, models
from django.db.models import Q

HELD = """
alter table bundling_reading no force row level security;
alter table bundling_link_key no force row level security;
update bundling_reading r set held = coalesce((
  select json_object_agg(g.generation, g.things)::text from (
    select t.generation, json_agg(json_build_array(t.about, t.keys) order by t.part) as things from (
      select s.generation, s.part, s.about, json_object_agg(s.kind, s.keys) as keys from (
        select k.generation, k.part, k.about, k.kind, json_agg(k.key order by k.key) as keys
        from bundling_link_key k where k.signal = r.signal and k.covenant is null
        group by k.generation, k.part, k.about, k.kind
      ) s group by s.generation, s.part, s.about
    ) t group by t.generation
  ) g
), '{}');
delete from bundling_link_key k using bundling_link_key twin
  where k.controller = twin.controller and k.key = twin.key and k.signal = twin.signal and k.id > twin.id;
alter table bundling_reading force row level security;
alter table bundling_link_key force row level security;
"""
NARROWER = """
alter table bundling_link_key drop column id, drop column part, drop column about, drop column strength;
drop index bundling_key_own, bundling_key_shared;
alter table bundling_link_key add primary key (controller, key, signal);
create index bundling_key_shared on bundling_link_key (covenant, key, controller, signal) where covenant is not null;
"""


class Migration(migrations.Migration):
    dependencies = [("bundling", "0009_the_other_side_in_an_emergency")]
    operations = [
        migrations.AddField("reading", "held", models.TextField(default="{}")),
        migrations.RunSQL(
            "grant update (held) on bundling_reading to schakel_app",
            "revoke update (held) on bundling_reading from schakel_app",
        ),
        migrations.RunSQL(HELD),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(NARROWER)],
            state_operations=[
                migrations.DeleteModel("LinkKey"),
                migrations.CreateModel(
                    name="LinkKey",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "controller",
                                "key",
                                "signal",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("controller", models.UUIDField()),
                        ("signal", models.UUIDField()),
                        ("covenant", models.UUIDField(null=True)),
                        ("generation", models.PositiveIntegerField(default=1)),
                        ("kind", models.CharField(max_length=24)),
                        ("key", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "bundling_link_key",
                        "indexes": [
                            models.Index(
                                condition=Q(("covenant__isnull", False)),
                                fields=["covenant", "key", "controller", "signal"],
                                name="bundling_key_shared",
                            ),
                            models.Index(fields=["signal"], name="bundling_key_signal"),
                        ],
                    },
                ),
            ],
        ),
    ]
