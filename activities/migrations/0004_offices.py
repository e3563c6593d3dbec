
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0003_checked_and_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
            ],
            options={
                'verbose_name': 'office',
                'verbose_name_plural': 'offices',
                'ordering': ['name', 'code'],
            },
        ),
        migrations.CreateModel(
            name='StaffMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'staff member',
                'verbose_name_plural': 'staff members',
            },
        ),
        migrations.RemoveConstraint(
            model_name='activity',
            name='activity_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='event_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='publication',
            name='publication_state_known',
        ),
        migrations.AddField(
            model_name='activity',
            name='author',
            field=models.ForeignKey(editable=False, help_text='Empty where an import or a command brought it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='event',
            name='author',
            field=models.ForeignKey(editable=False, help_text='Empty where an import or a command brought it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='publication',
            name='author',
            field=models.ForeignKey(editable=False, help_text='Empty where an import or a command brought it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AlterField(
            model_name='activity',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('in-review', 'Submitted'), ('returned', 'Returned'), ('approved', 'Approved'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='event',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('in-review', 'Submitted'), ('returned', 'Returned'), ('approved', 'Approved'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='publication',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('in-review', 'Submitted'), ('returned', 'Returned'), ('approved', 'Approved'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='office',
            name='places',
            field=models.ManyToManyField(blank=True, help_text='Countries, or regions with all that lies in them. Its staff work on the records of these places, whoever entered them.', related_name='offices', to='activities.place', verbose_name='works in'),
        ),
        migrations.AddField(
            model_name='activity',
            name='office',
            field=models.ForeignKey(blank=True, help_text='Whose record this is: its staff may work on it. Never published.', null=True, on_delete=django.db.models.deletion.PROTECT, to='activities.office', verbose_name='office'),
        ),
        migrations.AddField(
            model_name='event',
            name='office',
            field=models.ForeignKey(blank=True, help_text='Whose record this is: its staff may work on it. Never published.', null=True, on_delete=django.db.models.deletion.PROTECT, to='activities.office', verbose_name='office'),
        ),
        migrations.AddField(
            model_name='publication',
            name='office',
            field=models.ForeignKey(blank=True, help_text='Whose record this is: its staff may work on it. Never published.', null=True, on_delete=django.db.models.deletion.PROTECT, to='activities.office', verbose_name='office'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in-review', 'returned', 'approved', 'published', 'withdrawn'])), name='activity_state_known'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in-review', 'returned', 'approved', 'published', 'withdrawn'])), name='event_state_known'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in-review', 'returned', 'approved', 'published', 'withdrawn'])), name='publication_state_known'),
        ),
        migrations.AddField(
            model_name='staffmember',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='activities.office', verbose_name='office'),
        ),
        migrations.AddField(
            model_name='staffmember',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='staff_member', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
    ]
