"""A year in the life of a plan, with four people: written, discussed, returned, mended, approved, published, read by
anyone, and followed by the next one."""

import re
from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import expect

from notices.models import Notice
from plans.models import Comment, Plan, PlanVersion, Statement
from tests import factories as make
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan():
    service = make.make_service()
    plan = make.make_plan(service, period_start="2025-01-01", period_end="2028-12-31", is_current=True)
    area = make.make_area(plan, title="Kurs")
    make.make_row(area, measure="Svelgkurs", target_group="Logopeder", timeframe_text="2025", status="ongoing")
    make.make_row(area, measure="Nettside", target_group="Foreldre", timeframe_text="2026")
    return plan


class Person:
    """Somebody with a browser window of their own."""

    def __init__(self, page, live_server, user):
        self.page, self.server = page, live_server.url
        page.set_default_timeout(30_000)  # what is submitted is printed before the answer comes
        if user:
            sign_in(page, live_server, user)

    def open(self, path):
        self.page.goto(self.server + path)
        return self.page

    def send(self):
        """The main form of the page, by its button."""
        self.page.locator("main form:not(.filters):not([data-sign-out]) .form-foot button[type=submit]").first.click()

    def follow(self, path):
        self.page.locator(f"main a[href='{path}']").first.click()


@pytest.fixture
def people(someone_else, live_server, plan):
    def person(user):
        return Person(someone_else(), live_server, user)

    return {
        "leader": person(make.make_member(plan.service, user=make.make_user("Kari Fjell"))),
        "member": person(make.make_group_member(plan.service, user=make.make_user("Mona Medlem"), is_chair=True)),
        "staff": person(make.make_staff(plan.service.trust.region, user=make.make_user("Stein Stab"))),
        "anyone": person(None),
    }


def test_a_plan_lives_through_a_year(plan, people):
    leader, member, staff, anyone = (people[name] for name in ("leader", "member", "staff", "anyone"))
    home = plan.get_absolute_url()
    row = plan.rows.order_by("rank").first()

    # The leader writes.
    page = leader.open(f"{home}rediger/")
    cell = page.locator(f"#rad-{row.pk} [data-field=instruments]")
    cell.fill("Kurs over to dager")
    cell.press("Control+s")
    expect(page.locator("body")).to_contain_text(re.compile(r"lagret|saved", re.I))
    plan.rows.get(pk=row.pk, instruments="Kurs over to dager")

    # The group is asked; its member comments and states.
    leader.open(home)
    leader.page.locator("[popovertarget=more]").click()
    leader.follow(f"{home}be-om-uttalelse/")
    leader.page.locator("[name=name]").fill("Til referansegruppen")
    leader.send()
    expect(leader.page).to_have_url(re.compile(r"/versjoner/1/uttalelse/$"))
    member.open("/")
    member.follow(f"{home}versjoner/1/uttalelse/")
    member.page.locator("[name=opinion][value=remarks]").check()
    member.page.locator("[name=text]").fill("Si mer om fastlegene.")
    member.send()
    member.open(home)
    member.page.locator(f"#rad-{row.pk} a.talk").click()
    member.page.locator("[name=text]").fill("Hva med avtalespesialistene?")
    member.page.get_by_label("Kari Fjell").check()
    member.send()
    assert Statement.objects.get().opinion == "remarks"
    assert Comment.objects.get().row == row.pk
    leader.open(Notice.objects.get(kind="mention").url)
    expect(leader.page.locator("main")).to_contain_text("Hva med avtalespesialistene?")

    # Submitted, and returned with a marked row.
    leader.open(home)
    leader.follow(f"{home}send-inn/")
    leader.send()
    staff.open("/")
    staff.follow(f"{home}versjoner/2/")
    expect(staff.page.locator("main")).to_contain_text("Si mer om fastlegene.")
    staff.follow(f"{home}versjoner/2/send-tilbake/")
    staff.send()
    expect(staff.page).to_have_title(re.compile("^Feil:"))
    staff.page.locator("[name=reason]").fill("Målgruppen er for snever.")
    staff.page.locator(f"[name=row][value='{row.pk}']").check()
    staff.page.locator(f"[name='remark-{row.pk}']").fill("Ta med fastlegene.")
    staff.send()
    assert PlanVersion.objects.get(number=2).state == "returned"

    # Mended and submitted again; it cannot be edited meanwhile.
    page = leader.open(home)
    expect(page.locator("main")).to_contain_text("Målgruppen er for snever.")
    expect(page.locator("main")).to_contain_text("Ta med fastlegene.")
    page = leader.open(f"{home}rediger/")
    cell = page.locator(f"#rad-{row.pk} [data-field=target_group]")
    cell.fill("Logopeder og fastleger")
    cell.press("Control+s")
    expect(page.locator("body")).to_contain_text(re.compile(r"lagret|saved", re.I))
    leader.open(f"{home}send-inn/")
    leader.send()
    assert leader.page.request.get(f"{leader.server}{home}rediger/").status == 409

    # Approved and published; anyone reads it, and nothing that comes after.
    staff.open(f"{home}versjoner/3/godkjenn/")
    staff.send()
    leader.open(f"{home}versjoner/3/publiser/")
    leader.send()
    assert PlanVersion.objects.get(state="published").number == 3
    page = leader.open(f"{home}rediger/")
    cell = page.locator(f"#rad-{row.pk} [data-field=measure]")
    cell.fill("Hemmelig kladd")
    cell.press("Control+s")
    expect(page.locator("body")).to_contain_text(re.compile(r"lagret|saved", re.I))
    plan.rows.get(pk=row.pk, measure="Hemmelig kladd")
    anyone.open("/offentlig/?words=fastleger")
    anyone.page.locator("main").get_by_role("link", name=plan.title).click()
    expect(anyone.page.locator("main")).to_contain_text("Logopeder og fastleger")
    expect(anyone.page.locator("main")).not_to_contain_text("Hemmelig kladd")
    public = anyone.page.request.get(f"{anyone.server}/offentlig/planer/{plan.pk}/pdf/")
    assert public.body() == bytes(PlanVersion.objects.get(number=3).pdf)

    # The next plan is made from it, and what was changed between two versions is printed.
    leader.open(f"{home}ny-plan/")
    leader.page.locator("[name=title]").fill("Kompetansespredningsplan 2029–2032")
    leader.page.locator(".import-foot button[type=submit]").first.click()
    expect(leader.page.locator("h1")).to_contain_text("2029–2032")
    following = Plan.objects.get(title__contains="2029")
    assert set(following.rows.values_list("origin__area__plan", flat=True)) == {plan.pk}
    leader.open(f"{home}sammenlign/?fra=2&til=3")
    expect(leader.page.locator("main ins")).to_contain_text("fastleger")
    printed = leader.page.request.get(f"{leader.server}{home}sammenlign/pdf/?fra=2&til=3")
    assert printed.status == 200
    with pdfplumber.open(BytesIO(printed.body())) as pdf:
        words = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    assert "Versjon 2 (sendt tilbake) → Versjon 3 (publisert)" in words
