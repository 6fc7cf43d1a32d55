import pytest
from django.urls import reverse

from accounts.models import AuditRecord
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

URL = "/konto/"


def test_profile_changes_name_and_language_of_the_own_account_only(client):
    user, other = make_user(), make_user("En Annen")
    client.force_login(user)
    fields = {"name": "Kari Ås", "language": "nn", "email": "ny@example.org", "is_staff": "on", "pk": other.pk}
    response = client.post(URL, fields)
    assert response.url == reverse("accounts:profile")
    assert response.cookies["django_language"].value == "nn"
    email = user.email
    user.refresh_from_db()
    other.refresh_from_db()
    assert (user.name, user.language, user.email, user.is_staff) == ("Kari Ås", "nn", email, False)
    assert user.check_password(PASSWORD)
    assert other.name == "En Annen"
    assert AuditRecord.objects.get().verb == "person.changed"


@pytest.mark.parametrize("fields", [{"name": "", "language": "nb"}, {"name": "K\x00", "language": "nb"}, {"name": "K"}])
def test_profile_with_errors_keeps_the_old_and_says_so(client, fields):
    user = make_user("Kari Fjell")
    client.force_login(user)
    response = client.post(URL, fields)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert response.context["user"].name == "Kari Fjell"
    user.refresh_from_db()
    assert user.name == "Kari Fjell"


def test_profile_leads_to_people_for_administrators_only(client):
    client.force_login(make_user())
    assert reverse("accounts:people") not in client.get(URL).content.decode()
    client.force_login(make_user(is_staff=True))
    assert reverse("accounts:people") in client.get(URL).content.decode()
