"""Makes the roles of staff, as groups of accounts, and gives them to those there are."""

from django.conf import settings
from django.db import migrations
from django.db.models import Q

ROLES = ("contributor", "reviewer", "publisher", "administrator")
OURS = ("activities", "partners")
RECORDS = (
    ("activities", "Activity"),
    ("activities", "Event"),
    ("activities", "Publication"),
    ("partners", "Organization"),
)


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for role in ROLES:
        Group.objects.get_or_create(name=role)
    _give(apps, "add_", Group.objects.get(name="contributor"))
    # Who could change a record could publish it.
    _give(apps, "change_", Group.objects.get(name="publisher"))


def _give(apps, verb, role):
    """Give a role to accounts that have a permission of this kind until now."""
    User = apps.get_model(settings.AUTH_USER_MODEL)
    Permission = apps.get_model("auth", "Permission")
    found = Permission.objects.filter(
        content_type__app_label__in=OURS, codename__startswith=verb
    )
    held = Q(user_permissions__in=found) | Q(groups__permissions__in=found)
    staff = User.objects.filter(is_staff=True, is_superuser=False)
    for user in staff.filter(held).distinct():
        user.groups.add(role)


def remove_roles(apps, schema_editor):
    """What Django's permissions allowed before, they allow again.

    There is no working version beside what is public then, and two states fewer.
    """
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()
    for app, name in RECORDS:
        rows = apps.get_model(app, name).objects
        rows.exclude(published_version=None).update(state="published")
        rows.filter(state="returned").update(state="draft")
        rows.filter(state="approved").update(state="in-review")


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0004_offices"),
        ("partners", "0003_states_and_author"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(make_roles, remove_roles)]
