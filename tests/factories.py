"""Small makers of test data: each gives one saved thing with believable defaults, all overridable by keyword."""

from itertools import count

from accounts.models import User
from plans.models import Area, Plan, PlanRow
from services.models import HealthTrust, Membership, ReferenceGroupMember, Region, Service, StaffRole

NUMBERS = count(1)
PASSWORD = "en lang og god setning"


def make_user(name="Kari Fjell", email=None, **fields):
    return User.objects.create_user(email or f"person{next(NUMBERS)}@example.org", name, PASSWORD, **fields)


def make_region(name=None, **fields):
    number = next(NUMBERS)
    return Region.objects.create(
        **{"code": f"R{number}", "name": name or f"Helse Test {number}", "rank": number} | fields
    )


def make_four_regions():
    """Those that a migration brings, also after a test that emptied the database."""
    names = {"HN": "Helse Nord", "HMN": "Helse Midt-Norge", "HV": "Helse Vest", "HSØ": "Helse Sør-Øst"}
    return [
        Region.objects.get_or_create(code=code, defaults={"name": name, "rank": rank})[0]
        for rank, (code, name) in enumerate(names.items(), start=1)
    ]


def make_trust(region=None, **fields):
    return HealthTrust.objects.create(
        **{"name": f"Fjordheim sykehus {next(NUMBERS)}", "region": region or make_region()} | fields
    )


def make_service(trust=None, **fields):
    number = next(NUMBERS)
    return Service.objects.create(
        **{
            "code": f"NKT-TST-{number:02}",
            "name_nb": f"Nasjonal kompetansetjeneste for svelg {number}",
            "abbreviation": f"NKS{number}",
            "trust": trust or make_trust(),
        }
        | fields
    )


def make_member(service, role="leader", user=None, **fields):
    """A user with a membership in the service; returns the user."""
    user = user or make_user()
    Membership.objects.create(user=user, service=service, role=role, **fields)
    return user


def make_group_member(service, user=None, **fields):
    user = user or make_user()
    ReferenceGroupMember.objects.create(
        **{"service": service, "user": user, "name": user.name, "represents": "other"} | fields
    )
    return user


def make_staff(region=None, user=None):
    """Region staff, or national staff where no region is given; returns the user."""
    user = user or make_user()
    StaffRole.objects.create(user=user, kind="region" if region else "national", region=region)
    return user


def make_plan(service=None, **fields):
    return Plan.objects.create(
        **{"service": service or make_service(), "title": "Kompetansespredningsplan 2025–2028"} | fields
    )


def make_area(plan=None, **fields):
    return Area.objects.create(**{"plan": plan or make_plan(), "title": "Kurs", "rank": next(NUMBERS) * 1024} | fields)


def make_row(area=None, **fields):
    return PlanRow.objects.create(
        **{"area": area or make_area(), "measure": "Lage kurs", "rank": next(NUMBERS) * 1024} | fields
    )
