
import accounts.derived
import datetime
import django.core.validators
import django.db.models.deletion
import services.derived
import services.lifespan
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('rank', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'health region',
                'verbose_name_plural': 'health regions',
                'ordering': ['rank', 'id'],
            },
        ),
        migrations.CreateModel(
            name='HealthTrust',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('sort', accounts.derived.DerivedText(blank=True, default='', editable=False, function=accounts.derived.order_key, of=('name',))),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trusts', to='services.region', verbose_name='health region')),
            ],
            options={
                'verbose_name': 'health trust',
                'verbose_name_plural': 'health trusts',
                'ordering': ['sort', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('creation_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('code', models.CharField(help_text='For example NKT-HMN-09', max_length=30, unique=True, verbose_name='code')),
                ('name_nb', models.CharField(max_length=250, verbose_name='name in bokmål')),
                ('name_nn', models.CharField(blank=True, max_length=250, verbose_name='name in nynorsk')),
                ('name_en', models.CharField(blank=True, max_length=250, verbose_name='name in English')),
                ('abbreviation', models.CharField(blank=True, max_length=30, verbose_name='abbreviation')),
                ('kind', models.CharField(choices=[('competence', 'National competence service'), ('treatment', 'National treatment service'), ('multi_regional', 'Multi-regional treatment service'), ('quality_network', 'National quality and competence network'), ('centre', 'National centre'), ('network', 'Competence network')], default='competence', max_length=20, verbose_name='kind')),
                ('function', models.CharField(choices=[('building', 'Competence building'), ('training', 'Training'), ('treatment', 'Patient treatment'), ('other', 'Other')], default='building', max_length=20, verbose_name='function')),
                ('life_span', models.PositiveSmallIntegerField(blank=True, help_text='Competence building 10, training 5, others none', null=True, verbose_name='life span in years')),
                ('started_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31))], verbose_name='started')),
                ('location', models.CharField(blank=True, max_length=200, verbose_name='location')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('description', models.TextField(blank=True, max_length=20000, verbose_name='description')),
                ('ends_on', services.derived.DerivedDate(blank=True, db_index=True, editable=False, function=services.lifespan.last_day, null=True, of=('started_on', 'life_span'), verbose_name='ends')),
                ('search', accounts.derived.DerivedText(blank=True, default='', editable=False, function=accounts.derived.search_text, of=('code', 'name_nb', 'name_nn', 'name_en', 'abbreviation', 'location'))),
                ('sort', accounts.derived.DerivedText(blank=True, db_index=True, default='', editable=False, function=accounts.derived.order_key, of=('name_nb',))),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='services.healthtrust', verbose_name='health trust')),
            ],
            options={
                'verbose_name': 'service',
                'verbose_name_plural': 'services',
                'ordering': ['sort', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ReferenceGroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('creation_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('workplace', models.CharField(blank=True, max_length=200, verbose_name='workplace or organisation')),
                ('represents', models.CharField(choices=[('region', 'A health region'), ('users', 'User organisation'), ('other', 'Other')], max_length=10, verbose_name='represents')),
                ('is_chair', models.BooleanField(default=False, verbose_name='chairs the group')),
                ('from_date', models.DateField(blank=True, null=True, verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('sort', accounts.derived.DerivedText(blank=True, default='', editable=False, function=accounts.derived.order_key, of=('name',))),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='group_memberships', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='group_members', to='services.region', verbose_name='health region')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='group_members', to='services.service', verbose_name='service')),
            ],
            options={
                'verbose_name': 'reference group member',
                'verbose_name_plural': 'reference group members',
                'ordering': ['-is_chair', 'represents', 'region__rank', 'sort', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('leader', 'Leader'), ('editor', 'Editor'), ('reader', 'Reader'), ('assessor', 'Assessor')], max_length=10, verbose_name='role')),
                ('from_date', models.DateField(blank=True, null=True, verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='services.service', verbose_name='service')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['service_id', 'role', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('creation_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('held_on', models.DateField(verbose_name='date')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('others_present', models.CharField(blank=True, max_length=500, verbose_name='others present')),
                ('minutes', models.TextField(blank=True, max_length=20000, verbose_name='minutes')),
                ('present', models.ManyToManyField(blank=True, related_name='meetings', to='services.referencegroupmember', verbose_name='present')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='services.service', verbose_name='service')),
            ],
            options={
                'verbose_name': 'group meeting',
                'verbose_name_plural': 'group meetings',
                'ordering': ['-held_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ServiceLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('creation_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('kind', models.CharField(choices=[('report', 'Annual report'), ('social', 'Social media'), ('other', 'Other link')], default='other', max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1950), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('address', models.URLField(max_length=500, verbose_name='address')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='services.service', verbose_name='service')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': [models.OrderBy(models.F('year'), descending=True, nulls_last=True), 'title', 'id'],
            },
        ),
        migrations.CreateModel(
            name='StaffRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('region', 'Region staff'), ('national', 'National staff')], max_length=10, verbose_name='kind')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='services.region', verbose_name='health region')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_roles', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'staff role',
                'verbose_name_plural': 'staff roles',
            },
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('life_span', None), models.Q(('life_span__gte', 1), ('life_span__lte', 50)), _connector='OR'), name='service_life_span_sane'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['competence', 'treatment', 'multi_regional', 'quality_network', 'centre', 'network'])), name='service_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('function__in', ['building', 'training', 'treatment', 'other'])), name='service_function_known'),
        ),
        migrations.AddConstraint(
            model_name='referencegroupmember',
            constraint=models.CheckConstraint(condition=models.Q(('represents__in', ['users', 'other']), models.Q(('region__isnull', False), ('represents', 'region')), _connector='OR'), name='group_member_represents_known_and_names_its_region'),
        ),
        migrations.AddConstraint(
            model_name='referencegroupmember',
            constraint=models.CheckConstraint(condition=models.Q(('from_date', None), ('to_date', None), ('to_date__gte', models.F('from_date')), _connector='OR'), name='group_member_ends_after_beginning'),
        ),
        migrations.AddConstraint(
            model_name='referencegroupmember',
            constraint=models.UniqueConstraint(condition=models.Q(('is_chair', True), ('to_date', None)), fields=('service',), name='group_one_open_chair'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'service'), name='membership_one_per_person_and_service'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['leader', 'editor', 'reader', 'assessor'])), name='membership_role_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('from_date', None), ('to_date', None), ('to_date__gte', models.F('from_date')), _connector='OR'), name='membership_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='servicelink',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['report', 'social', 'other'])), name='link_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='staffrole',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'national'), ('region', None)), models.Q(('kind', 'region'), ('region__isnull', False)), _connector='OR'), name='staff_role_region_exactly_for_region_staff'),
        ),
        migrations.AddConstraint(
            model_name='staffrole',
            constraint=models.UniqueConstraint(fields=('user', 'region'), name='staff_role_once_per_region'),
        ),
        migrations.AddConstraint(
            model_name='staffrole',
            constraint=models.UniqueConstraint(condition=models.Q(('region', None)), fields=('user',), name='staff_role_national_once'),
        ),
    ]
