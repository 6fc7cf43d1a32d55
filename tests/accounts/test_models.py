import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.values import one_line, validate_name
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["Kari@Example.ORG", " kari@example.org ", "KARI@EXAMPLE.ORG"])
def test_address_is_kept_and_found_in_lower_case(typed):
    user = make_user(email=typed)
    user.refresh_from_db()
    assert user.email == "kari@example.org"
    assert User.objects.get(email="KARI@example.org") == user
    assert User.objects.get_by_natural_key("kari@EXAMPLE.org") == user


def test_address_with_norwegian_letters_is_one_address_in_any_case():
    make_user(email="ÅSE@SYKEHUSØST.NO")
    assert User.objects.get(email="åse@sykehusøst.no")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(email="Åse@SykehusØst.no")


def test_address_stays_in_lower_case_when_it_is_changed():
    user = make_user()
    user.email = "NY@Example.org"
    user.save(update_fields=["email"])
    user.refresh_from_db()
    assert user.email == "ny@example.org"


def test_people_sort_as_in_norwegian():
    for name in ["Åse Dal", "Ærlig Dal", "Øyvind Dal", "Anna Dal", "Zara Dal"]:
        make_user(name)
    assert [user.name.split()[0] for user in User.objects.order_by("sort")] == [
        "Anna",
        "Zara",
        "Ærlig",
        "Øyvind",
        "Åse",
    ]


def test_user_has_all_rights_in_the_admin_only_as_active_administrator():
    assert make_user(is_staff=True).has_perm("services.change_service")
    assert not make_user(is_superuser=True).has_perm("services.change_service")
    assert not make_user(is_staff=True, is_active=False).has_module_perms("services")


@pytest.mark.parametrize(
    "name", ["Kari\nBcc: a@b.no", "<b>Kari</b>", "http://ond.example", "a@b.no", "K\x00", "a\u2028b", "\u202eKari"]
)
def test_name_that_is_no_name_is_refused(name):
    with pytest.raises(ValidationError):
        validate_name(name)


@pytest.mark.parametrize("name", ["Ánná-Máret O'Neill", "Kari Å. Øst (vikar)", "Bjørn «Bamse» Li"])
def test_name_as_people_have_them_is_taken(name):
    validate_name(name)


def test_one_line_holds_no_lines_links_or_control_characters():
    assert one_line("Leser\r\nBcc: x\x00\u2028 i  https://ond.example\ud800") == "Leser Bcc: x i https ond.example"
    assert len(one_line("x" * 500)) == 300
