
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_checked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='organization',
            name='organization_state_known',
        ),
        migrations.AddField(
            model_name='organization',
            name='author',
            field=models.ForeignKey(editable=False, help_text='Empty where an import or a command brought it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('in-review', 'Submitted'), ('returned', 'Returned'), ('approved', 'Approved'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in-review', 'returned', 'approved', 'published', 'withdrawn'])), name='organization_state_known'),
        ),
    ]
