"""A token may also be for seeing which bundles the own municipality has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_second_step_security")]
    operations = [
        migrations.RemoveConstraint(model_name="apitoken", name="accounts_token_capability"),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(("capability__in", ("signal.register", "bundle.read"))),
                name="accounts_token_capability",
            ),
        ),
    ]
