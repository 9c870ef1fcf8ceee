"""Files with a signal and with a draft. Their content stands apart from their names, under a lock of its own.

Who sent a file sees that it is there. Who handles the signal reads it, once it was checked and while it is not shut.
Shut is for good: the database itself does not take it back.
"""

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

HERE = "controller = (select schakel_organisation())"
FOCAL = "(select schakel_has_role('focal_person'))"
SYSTEM = "(select schakel_has_role('system'))"
CONTROLLED = f"({HERE} and ({FOCAL} or {SYSTEM}))"
OF_MINE = "signal_id in (select id from intake_signal where reporter = (select schakel_actor()))"
OPEN = "attachment_id in (select id from intake_attachment where shut_at is null and state in ('clean', 'unchecked'))"
OF_NEW = "(attachment_id, controller) in (select id, controller from intake_attachment where intake_is_new(signal_id, controller))"
MINE = "writer = (select schakel_actor()) and organisation = (select schakel_organisation())"
OF_OUR_HOUSE = f"organisation = (select schakel_organisation()) and {SYSTEM}"

STAYS_SHUT = """
create function intake_attachment_stays_shut() returns trigger language plpgsql as $$
begin
  if old.shut_at is not null and (new.shut_at, new.shut_by) is distinct from (old.shut_at, old.shut_by) then
    raise exception 'what was shut stays shut' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger intake_attachment_stays_shut before update on intake_attachment
  for each row execute function intake_attachment_stays_shut();
"""
MAY_OPEN_AGAIN = """
drop trigger intake_attachment_stays_shut on intake_attachment;
drop function intake_attachment_stays_shut();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0005_signals_counted_by_a_system"),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=schakel.ground.database.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('controller', models.UUIDField()),
                ('position', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('state', models.CharField(max_length=9)),
                ('told', models.BinaryField(null=True)),
                ('shut_at', models.DateTimeField(null=True)),
                ('shut_by', models.UUIDField(null=True)),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='intake.signal')),
            ],
        ),
        migrations.CreateModel(
            name='AttachmentContent',
            fields=[
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='content', serialize=False, to='intake.attachment')),
                ('controller', models.UUIDField()),
                ('sealed', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='DraftFile',
            fields=[
                ('id', models.UUIDField(default=schakel.ground.database.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('writer', models.UUIDField()),
                ('organisation', models.UUIDField()),
                ('state', models.CharField(max_length=9)),
                ('told', models.BinaryField()),
                ('sealed', models.BinaryField()),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='intake.draft')),
            ],
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('clean', 'unchecked', 'waiting', 'infected', 'withheld'))), name='intake_attachment_state'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'withheld'), ('told__isnull', False), _connector='OR'), name='intake_attachment_says_what_it_is'),
        ),
        migrations.AddConstraint(
            model_name='draftfile',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('clean', 'unchecked', 'waiting', 'infected', 'withheld'))), name='intake_draftfile_state'),
        ),
        RowSecurity(
            "intake_attachment",
            [
                Policy("seen with the signal", "select", using=f"{CONTROLLED} or {OF_MINE}"),
                Policy("sent with the signal", "insert", check="(select schakel_organisation()) is not null and intake_is_new(signal_id, controller)"),
                Policy("checked or shut", "update", using=CONTROLLED, check=CONTROLLED),
                Policy("goes with the signal", "delete", using=f"{HERE} and {SYSTEM}"),
            ],
            {"schakel_app": "select, insert, update (state, shut_at, shut_by), delete"},
        ),
        migrations.RunSQL(STAYS_SHUT, MAY_OPEN_AGAIN),
        RowSecurity(
            "intake_attachmentcontent",
            [
                Policy("read by who handles it", "select", using=f"{HERE} and {FOCAL} and {OPEN}"),
                Policy("checked by the system", "select", using=f"{HERE} and {SYSTEM}"),
                Policy("sent with the signal", "insert", check=f"(select schakel_organisation()) is not null and {OF_NEW}"),
                Policy("goes with the signal", "delete", using=f"{HERE} and {SYSTEM}"),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "intake_draftfile",
            [
                Policy("own draft", "all", using=MINE, check=f"{MINE} and draft_id in (select id from intake_draft where {MINE})"),
                Policy("over, seen", "select", using=OF_OUR_HOUSE),
                Policy("over, thrown away", "delete", using=OF_OUR_HOUSE),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
    ]  # fmt: skip
