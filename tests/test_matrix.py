"""Who may go where: every route × every role × GET and POST. A route without a row here fails the build.

The body of each POST says nothing of use: 200 and 302 are effects; 400, 409 and 422 refuse the body of someone who
may, 403 refuses someone who sees the thing but may not, 404 someone who must not even know that it exists.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import ROLES, World, make_world

LOGIN = "login"  # a redirect to the sign-in page
Expected = dict[str, int | str]


def roles(default: int | str, **statuses: str) -> Expected:
    """Each role's status: `default`, unless a keyword such as s403="reader chair" names it."""
    expected: Expected = {"anonymous": LOGIN} | {role: default for role in ROLES if role != "anonymous"}
    for status, names in statuses.items():
        expected |= {name: int(status.removeprefix("s")) for name in names.split()}
    return expected


def everyone(status: int | str) -> Expected:
    return dict.fromkeys(ROLES, status)


def signed_in(status: int) -> Expected:
    return roles(status)


def only(names: str, status: int, otherwise: int = 403) -> Expected:
    return roles(otherwise) | dict.fromkeys(names.split(), status)


OWN = "reader editor leader assessor member chair"  # those who belong to the service
STAFF = "region_staff other_region_staff national_staff administrator"
NO_GET, NO_POST = signed_in(405), signed_in(405)


def plan_read(status: int) -> Expected:
    return only(OWN, status, otherwise=404)


def plan_edit(status: int) -> Expected:
    return plan_read(403) | dict.fromkeys(("editor", "leader"), status)


def plan_lead(status: int) -> Expected:
    return plan_read(403) | {"leader": status}


def fetched(expected: Expected) -> Expected:
    """Routes for fetch say 401 to who is signed out, since a redirect to a page is of no use to a script."""
    return expected | {"anonymous": 401}


def service_read(status: int) -> Expected:
    return only(f"{OWN} {STAFF}", status)


def service_edit(status: int) -> Expected:
    return only("editor leader administrator", status)


def service_people(status: int) -> Expected:
    return only("leader administrator", status)


def editing(status: int) -> tuple[Expected, Expected]:
    """A POST of the editor; no GET."""
    return NO_GET, plan_edit(status)


def form(rule, refused: int = 422) -> tuple[Expected, Expected]:
    """A page with a form, which refuses the empty body."""
    return rule(200), rule(refused)


def confirmation(rule, status: int | str = 302) -> tuple[Expected, Expected]:
    """A page that asks first, and a POST without fields that does it."""
    return rule(200), rule(status)


def page(expected: Expected) -> tuple[Expected, Expected]:
    return expected, NO_POST


def form_write(status: int) -> Expected:
    """The leader's form, which nobody has signed."""
    return only("editor leader", status, otherwise=404)


def administrator(status: int) -> Expected:
    return only("administrator", status)


def national(status: int | str) -> Expected:
    return only("national_staff", status)


def form_written(status: int) -> Expected:
    """The leader's form as a draft: its writers alone see it."""
    return only("editor leader", status, otherwise=404)


def form_signed_by_leader(status: int) -> Expected:
    return form_written(403) | {"leader": status}


def round_run(status: int) -> Expected:
    return only(f"{OWN} region_staff", 403, otherwise=404) | {"national_staff": status}


def own_import(get: int, post: int) -> tuple[Expected, Expected]:
    """An import is its maker's alone: here the leader's."""
    return only("leader", get, otherwise=404), only("leader", post, otherwise=404)


COMMENTERS = ("editor", "leader", "member", "chair")

PUBLIC_PAGE = (everyone(200), everyone(405))
NOTHING_PUBLISHED = (everyone(404), everyone(405))

MATRIX: dict[str, tuple[Expected, Expected]] = {
    "live": (everyone(200), everyone(405)),
    "home:tasks": page(signed_in(200)),
    "home:service": page(signed_in(200)),
    "home:help": PUBLIC_PAGE,
    "home:plan-schema": PUBLIC_PAGE,
    "home:privacy": PUBLIC_PAGE,
    "home:accessibility": PUBLIC_PAGE,
    "plans:list": page(signed_in(200)),
    "plans:new": (only("editor leader other_leader", 200), only("editor leader other_leader", 422)),
    "plans:import-new": (only("editor leader other_leader", 200), only("editor leader other_leader", 422)),
    "plans:import-into": form(plan_edit),
    "plans:import-paste": editing(422),
    "plans:import": own_import(200, 302),
    "plans:import-store": (NO_GET, only("leader", 409, otherwise=404)),  # names nothing that was seen
    "plans:import-discard": (NO_GET, only("leader", 302, otherwise=404)),
    "plans:import-take-back": (NO_GET, only("leader", 302, otherwise=404)),
    "plans:import-state": page(only("leader", 200, otherwise=404)),
    "plans:import-file": page(only("leader", 200, otherwise=404)),
    "plans:plan": page(plan_read(200)),
    "plans:pdf": page(plan_read(200)),
    "plans:docx": page(plan_read(200)),
    "plans:xlsx": page(plan_read(200)),
    "plans:csv": page(plan_read(200)),
    "plans:json": page(plan_read(200)),
    "plans:history": page(plan_read(200)),
    "plans:row-history": page(plan_read(200)),
    "plans:row-years": page(plan_read(200)),
    "plans:versions": page(plan_read(200)),
    "plans:version": page(plan_read(200)),  # one that was only named; the others in tests/test_matrix_versions.py
    "plans:version-pdf": page(plan_read(200)),
    "plans:version-docx": page(plan_read(200)),
    "plans:version-xlsx": page(plan_read(200)),
    "plans:version-csv": page(plan_read(200)),
    "plans:version-json": page(plan_read(200)),
    "plans:submit": form(plan_lead),
    "plans:version-new": form(plan_edit),
    # No step leads on from a version that was only named.
    "plans:version-withdraw": (plan_lead(409), plan_lead(409)),
    "plans:version-return": (plan_read(403), plan_read(403)),
    "plans:version-approve": (plan_read(403), plan_read(403)),
    "plans:version-publish": (plan_lead(409), plan_lead(409)),
    "plans:version-unpublish": (plan_lead(409), plan_lead(409)),
    "plans:statement-ask": form(plan_lead),
    "plans:statement": (plan_read(200), plan_read(403) | dict.fromkeys(("member", "chair"), 422)),
    "plans:comments": (plan_read(200), plan_read(403) | dict.fromkeys(COMMENTERS, 422)),
    "plans:version-comments": (plan_read(200), plan_read(403) | dict.fromkeys(COMMENTERS, 422)),
    "plans:comment-answer": (
        plan_read(403) | dict.fromkeys(COMMENTERS, 200),
        plan_read(403) | dict.fromkeys(COMMENTERS, 422),
    ),
    "plans:comment-resolve": (NO_GET, plan_read(403) | dict.fromkeys(("editor", "leader", "member"), 400)),
    "plans:comment-withdraw": confirmation(lambda status: plan_read(403) | {"member": status}),  # its writer
    "plans:row-comments": page(plan_read(302)),
    "public:plans": PUBLIC_PAGE,
    "public:service": NOTHING_PUBLISHED,  # what is, is in tests/plans/test_public.py
    "public:plan": NOTHING_PUBLISHED,
    "public:pdf": NOTHING_PUBLISHED,
    "public:docx": NOTHING_PUBLISHED,
    "public:xlsx": NOTHING_PUBLISHED,
    "public:csv": NOTHING_PUBLISHED,
    "public:json": NOTHING_PUBLISHED,
    # The other versions on which it depends what staff see: tests/test_matrix_versions.py
    "plans:compare": page(plan_read(200)),
    "plans:compare-pdf": page(plan_read(200)),
    "plans:row-words": editing(400),
    "plans:area-restore": confirmation(plan_edit),
    "plans:settings": form(plan_edit),
    "plans:next": form(plan_edit),
    "plans:archive": confirmation(plan_lead),
    "plans:fetch-back": (NO_GET, plan_lead(302)),
    "plans:delete": confirmation(plan_lead),
    "plans:section-new": form(plan_edit),
    "plans:section-edit": form(plan_edit),
    "plans:section-move": editing(400),
    "plans:section-delete": confirmation(plan_edit),
    "plans:row-status": form(plan_edit),
    "plans:edit": page(plan_edit(200)),
    "plans:undo": editing(400),
    "plans:redo": editing(400),
    "plans:presence": (everyone(405), fetched(plan_edit(200))),
    "plans:row-add": editing(400),
    "plans:row-form": form(plan_edit, 302),  # what is not in the body stays as it is
    "plans:row-save": (everyone(405), fetched(plan_edit(400))),
    "plans:row-resolve": editing(302),  # nothing to choose any more
    "plans:row-reading": editing(422),
    "plans:row-move": editing(400),
    "plans:row-area": editing(400),
    "plans:row-duplicate": editing(400),
    "plans:row-split": editing(400),
    "plans:row-delete": editing(302),
    "plans:row-restore": editing(302),
    "plans:area-add": editing(400),
    "plans:area-form": form(plan_edit, 409),
    "plans:area-save": (everyone(405), fetched(plan_edit(400))),
    "plans:area-move": editing(400),
    "plans:area-nest": editing(302),
    "plans:area-delete": editing(302),
    "services:list": page(signed_in(200)),
    "services:new": form(administrator),
    "services:edit": form(service_edit),
    "services:link-add": form(service_edit),
    "services:link-edit": form(service_edit),
    "services:link-delete": confirmation(service_edit),
    "services:publication-add": form(service_edit),
    "services:publication-edit": form(service_edit),
    "services:publication-delete": confirmation(service_edit),
    "services:group": page(service_read(200)),
    "services:group-add": form(service_edit),
    "services:group-edit": form(service_edit),
    "services:group-end": form(service_edit),
    "services:group-delete": confirmation(service_edit, 409),  # was in a meeting
    "services:group-invite": form(service_people),
    "services:meeting": page(service_read(200)),
    "services:meeting-add": form(lambda status: only("editor leader", status)),
    "services:meeting-edit": form(lambda status: only("editor leader", status)),
    "services:meeting-delete": confirmation(lambda status: only("editor leader", status)),
    "services:members": page(service_read(200)),
    "services:member-invite": form(service_people),
    "services:assessor-add": form(lambda status: only("national_staff", status)),
    "services:member-hand-over": form(lambda status: only("leader", status)),
    "services:member-edit": form(service_people),
    "services:member-end": confirmation(service_people),
    "services:invitation-resend": (NO_GET, service_people(302)),
    "accounts:profile": form(signed_in),
    "accounts:language": (everyone(405), everyone(400)),
    "accounts:people": page(administrator(200)),
    "accounts:person-invite": form(administrator),
    "accounts:person": page(administrator(200)),
    "accounts:person-edit": form(administrator),
    "accounts:person-close": confirmation(administrator),
    "accounts:person-open": (NO_GET, administrator(302)),
    "accounts:invitations": page(administrator(200)),
    "accounts:invitation-resend": (NO_GET, administrator(302)),
    "accounts:invitation-withdraw": confirmation(administrator),
    "accounts:invitation-accept": (everyone(404), everyone(404)),  # the key of nobody
    "accounts:audit": page(administrator(200)),
}
MATRIX |= {
    "notices:notices": form(signed_in),
    "notices:undelivered": page(administrator(200)),
    "notices:send-again": (NO_GET, administrator(302)),
}
# Of the leader's form while it is a draft; the group's form and the other states: tests/test_matrix_reviews.py
MATRIX |= {
    "reviews:home": page(signed_in(200)),
    "reviews:response": (form_written(200), form_written(302)),
    "reviews:section": (form_written(200), form_written(302)),
    "reviews:answer-save": (everyone(405), fetched(form_written(400))),
    "reviews:look-over": page(form_written(200)),
    "reviews:submit": (NO_GET, form_written(302)),
    "reviews:withdraw": (form_written(409), form_written(409)),
    "reviews:decline": (form_signed_by_leader(409), form_signed_by_leader(409)),
    "reviews:sign": (form_signed_by_leader(409), form_signed_by_leader(409)),
    "reviews:receipt": page(form_written(409)),
    "reviews:pdf": page(form_written(200)),
    "reviews:bundle": page(form_written(200)),
    "reviews:changes": page(
        signed_in(404)
    ),  # of a form that takes no other's place; else tests/reviews/test_changes.py
    "reviews:changes-pdf": page(signed_in(404)),
    "reviews:reopen": (form_written(403), form_written(403)),
}
MATRIX |= {
    # The round is opened, and can be no more: the others in tests/reviews/test_round_pages.py
    "reviews:round-new": form(national),
    "reviews:round": page(only(f"{OWN} region_staff national_staff", 200, otherwise=404)),
    "reviews:round-xlsx": page(only(f"{OWN} region_staff national_staff", 200, otherwise=404)),
    "reviews:round-csv": page(only(f"{OWN} region_staff national_staff", 200, otherwise=404)),
    "reviews:round-json": page(only(f"{OWN} region_staff national_staff", 200, otherwise=404)),
    "reviews:side-by-side": page(only(f"{OWN} region_staff national_staff", 200, otherwise=404)),
    "reviews:round-edit": (round_run(200), round_run(422)),
    "reviews:round-open": (round_run(409), round_run(409)),
    # Of a questionnaire that an opened round uses; of one that none does: tests/reviews/test_questionnaire_pages.py
    "reviews:questionnaires": page(signed_in(200)),
    "reviews:questionnaire-new": form(national),
    "reviews:questionnaire": page(signed_in(200)),
    "reviews:questionnaire-empty": page(signed_in(200)),
    "reviews:questionnaire-file": page(national(200)),
    "reviews:questionnaire-next": form(national),
}
MATRIX |= {
    "reviews:archive": page(form_write(409)),  # signed: tests/reviews/test_archive.py
    "reviews:attachments": form(form_write),
    "reviews:attachment-link": form(form_write),
    "reviews:attachment-text": form(form_write),
    "reviews:attachment-publications": form(form_write),
    "reviews:attachment-plan": form(form_write),
    "reviews:attachment": page(form_write(200)),
    "reviews:attachment-remove": confirmation(form_write),
    "reviews:attachment-move": (NO_GET, form_write(302)),
}
MATRIX |= {
    "account_login": (signed_in(302) | {"anonymous": 200}, signed_in(302) | {"anonymous": 200}),
    "account_logout": (signed_in(200), everyone(LOGIN)),
    "admin-password-change": (signed_in(302), signed_in(302)),
    "account_inactive": PUBLIC_PAGE,
    "account_signup": (signed_in(302) | {"anonymous": 200}, signed_in(302) | {"anonymous": 200}),
    "account_reauthenticate": form(signed_in, 200),
    "account_change_password": form(signed_in, 200),
    "account_reset_password": (everyone(200), everyone(200)),
    "account_reset_password_done": PUBLIC_PAGE,
    "account_reset_password_from_key": (everyone(200), everyone(200)),
    "account_reset_password_from_key_done": PUBLIC_PAGE,
}


# Routes of reviews whose key is a round's, not a form's
ROUNDS = frozenset(f"reviews:round{name}" for name in ("", "-edit", "-open", "-xlsx", "-csv", "-json")) | {
    "reviews:side-by-side"
}
QUESTIONNAIRES = frozenset(f"reviews:questionnaire{name}" for name in ("", "-empty", "-file", "-next"))


def routes(patterns, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from routes(pattern.url_patterns, inner)
        else:
            yield ":".join((*namespaces, pattern.name or "")), pattern


def named_routes() -> dict[str, URLPattern]:
    """All of ours and allauth's; the admin's catch-all has no name and is tried with the admin's."""
    return {name: pattern for name, pattern in routes(get_resolver().url_patterns) if not name.endswith(":")}


def review_key(name: str, world: World) -> int:
    if name in QUESTIONNAIRES:
        return world.response.questionnaire_id
    return world.response.round_id if name in ROUNDS else world.response.pk


def address(name: str, world: World) -> str:
    room = name.split(":")[0]
    keys = {
        "pk": {
            "plans": world.plan.pk,
            "reviews": review_key(name, world),
            "public": world.service.pk if name == "public:service" else world.plan.pk,
            "accounts": world.invitation.pk if "invitation" in name else world.people["reader"].pk,
        }.get(room, world.service.pk),
        "row_pk": world.row.pk,
        "service_pk": world.service.pk,
        "area_pk": world.area.pk,
        "section_pk": world.section.pk,
        "import_pk": world.plan_import.pk,
        "number": world.version.number,
        "comment_pk": world.comment.pk,
        "slot": 1,
        "attachment_pk": world.attachment.pk,
        "link_pk": world.link.pk,
        "publication_pk": world.publication.pk,
        "letter_pk": world.letter.pk,
        "meeting_pk": world.meeting.pk,
        "member_pk": world.group_member.pk if "group" in name else world.membership.pk,
        "key": "nobodys-key",
        "uidb36": "1",
    }
    if name == "plans:area-restore":
        keys["area_pk"] = world.deleted_area.pk
    if name == "services:group-invite":
        keys["member_pk"] = world.without_account.pk
    if name == "services:invitation-resend":
        keys["member_pk"] = world.invited.pk
    wanted = named_routes()[name].pattern.regex.groupindex | named_routes()[name].pattern.converters
    return reverse(name, kwargs={key: keys[key] for key in wanted})


def outcome(person, method: str, url: str) -> int | str:
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url, {"unknown": "1"})
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return LOGIN
    return response.status_code


def test_matrix_names_every_route():
    assert {name for name in named_routes() if not name.startswith("admin:")} == set(MATRIX)


@pytest.mark.parametrize("name", MATRIX)
def test_route_answers_each_role_as_the_matrix_says(db, name):
    world = make_world()
    url = address(name, world)
    for method, expected in zip(("GET", "POST"), MATRIX[name], strict=True):
        assert {role: outcome(world.people[role], method, url) for role in ROLES} == expected, method


ADMIN_MODELS = {"accounts_user", "services_region", "services_healthtrust", "services_service", "services_staffrole"}


def test_admin_registers_accounts_services_and_vocabularies_only():
    lists = {name.removesuffix("_changelist") for name in named_routes() if name.endswith("_changelist")}
    assert lists == {f"admin:{model}" for model in ADMIN_MODELS}


def test_admin_is_for_administrators_only(db):
    world = make_world()
    plain = [name for name, pattern in named_routes().items() if name.startswith("admin:") and takes_nothing(pattern)]
    assert len(plain) > 2 * len(ADMIN_MODELS)
    for name in plain:
        for role in set(ROLES) - {"administrator"}:
            assert outcome(world.people[role], "GET", reverse(name)) in (LOGIN, 302, 403, 404), (name, role)


def takes_nothing(pattern: URLPattern) -> bool:
    return not pattern.pattern.regex.groupindex and not pattern.pattern.converters and "(" not in str(pattern.pattern)
