"""The review of 2018: opened for three services, answered over several visits by a leader and a group of four, with a
lost connection and a session that runs out in between, attached to, signed, read, reopened, mended, signed again and
printed. Not a letter is lost on the way."""

import re
import zipfile
from io import BytesIO

import pdfplumber
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from reviews.actions import questionnaires
from reviews.answers import is_answered
from reviews.definition_file import read
from reviews.models import Questionnaire, Response, ReviewRound
from tests import factories as make
from tests.browser.conftest import sign_in
from tests.browser.editor.pages import saved
from tests.reviews_factories import word_file

pytestmark = pytest.mark.django_db(transaction=True)

ROOM = "/sporreskjemaer"
PARAGRAPH = "Avsnitt %d. Legene lærer å kjenne igjen svelgvansker, og å henvise i tide. 👩‍⚕️"
LONG = "\n\n".join(PARAGRAPH % number for number in range(40))


@pytest.fixture
def services():
    """Three; the first has a leader, a plan, and a reference group of four."""
    for name in ("leader", "group"):
        text = (settings.BASE_DIR / f"reviews/definitions/2018-{name}.yaml").read_text()
        questionnaires.store(definition=read(text), by=None)
    trust = make.make_trust(make.make_region())
    services = [make.make_service(trust) for _number in range(3)]
    plan = make.make_plan(services[0], is_current=True)
    make.make_row(make.make_area(plan), measure="Svelgkurs", target_group="Logopeder")
    return services


class Person:
    """Somebody with a browser window of their own."""

    def __init__(self, page, live_server, user):
        self.page, self.server, self.user, self.live = page, live_server.url, user, live_server
        page.set_default_timeout(30_000)  # what is signed is printed before the answer comes
        sign_in(page, live_server, user)

    def open(self, path):
        self.page.goto(self.server + path)
        return self.page

    def write(self, response, number, key, text, part="text"):
        """In the section, as one does it: the words, and then away from the field."""
        self.section(response, number)
        self.page.locator(f"#f-{key}-{part}").fill(text)
        self.page.keyboard.press("Tab")
        saved(self.page)

    def section(self, response, number):
        page = self.open(f"{ROOM}/svar/{response.pk}/del/{number}/")
        expect(page.locator("#main[data-ready]")).to_be_attached()
        return page

    def press(self):
        self.page.locator("main .form-foot button[type=submit], main .steps button[type=submit]").first.click()

    def sign(self, response):
        """Whoever signed in a while ago is asked for the password."""
        self.open(f"{ROOM}/svar/{response.pk}/signer/")
        self.press()
        self.page.locator("input[type=password]").fill(make.PASSWORD)
        self.page.locator("main button[type=submit]").click()
        expect(self.page).to_have_url(re.compile(r"/kvittering/$"))

    def file(self, path):
        found = self.page.request.get(self.server + path)
        assert found.status == 200, (path, found.status)
        return found.body()


@pytest.fixture
def person(someone_else, live_server):
    return lambda user: Person(someone_else(), live_server, user)


def words_of(pdf):
    with pdfplumber.open(BytesIO(pdf)) as document:
        return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def text_of(response, key):
    return response.answers.get(question__key=key).value["text"]


def test_a_review_from_its_opening_to_its_archive(services, person):
    service = services[0]
    staff = person(make.make_staff(user=make.make_user("Stein Stab")))
    leader = person(make.make_member(service, user=make.make_user("Kari Fjell")))
    chair = person(make.make_group_member(service, user=make.make_user("Cecilie Chair"), is_chair=True))
    members = [
        person(make.make_group_member(service, user=make.make_user(name))) for name in ("Anne A", "Bo B", "Eva E")
    ]

    # National staff make the round and open it.
    page = staff.open(f"{ROOM}/runder/ny/")
    page.locator("[name=title]").fill("Helhetlig gjennomgang 2018")
    page.locator("[name=year]").fill("2018")
    page.locator("[name=opens_on]").fill("1. februar 2018")
    page.locator("[name=due_on]").fill("15.3.2018")
    for each in services:
        page.locator(f"[name=services][value='{each.pk}']").check()
    staff.press()
    asked = ReviewRound.objects.get()
    staff.open(f"{ROOM}/runder/{asked.pk}/apne/")
    staff.press()
    assert Response.objects.filter(round=asked).count() == 6
    mine = Response.objects.get(service=service, audience="leader")
    ours = Response.objects.get(service=service, audience="group")

    # First visit: the leader finds the form among the tasks, and writes while the connection comes and goes.
    page = leader.open("/")
    page.locator(f"main a[href='{mine.get_absolute_url()}']").first.click()
    page = leader.section(mine, 1)
    page.context.set_offline(True)
    page.locator("#f-organisation-text").fill(LONG)
    page.keyboard.press("Tab")
    expect(page.locator("#save-state[data-s=missing]")).to_be_visible()
    page.context.set_offline(False)
    saved(page)
    assert text_of(mine, "organisation") == LONG
    shares = page.locator("[data-question=main-tasks] [data-column=percent]")
    for at, share in enumerate(("70", "10", "15", "abc")):
        shares.nth(at).fill(share)
    page.keyboard.press("Tab")
    saved(page)
    rows = mine.answers.get(question__key="main-tasks").value["rows"]
    assert [row["percent"] for row in rows] == ["70", "10", "15", "abc"]  # kept, and said to be no number
    shares.nth(3).fill("5 %")
    page.keyboard.press("Tab")
    saved(page)

    # Second visit: the session runs out while she writes.
    page = leader.section(mine, 2)
    Session.objects.all().delete()
    page.locator("#f-target-group-text").fill("Fastleger, logopeder og sykepleiere")
    page.keyboard.press("Tab")
    expect(page.locator("[data-notice=signed-out]")).to_be_visible()
    for each in (leader, staff, chair, *members):
        sign_in(each.page, each.live, each.user)
    page.locator("[data-retry]").click()
    saved(page)
    assert text_of(mine, "target-group") == "Fastleger, logopeder og sykepleiere"

    # The plan as attachment 1, a file as attachment 2, a link as attachment 3.
    page = leader.open(f"{ROOM}/svar/{mine.pk}/vedlegg/1/plan/")
    page.locator("main input[type=radio]").first.check()
    leader.press()
    page = leader.open(f"{ROOM}/svar/{mine.pk}/vedlegg/2/")
    report = {"name": "Resultater 2017.docx", "mimeType": "application/octet-stream", "buffer": word_file("Resultater")}
    page.set_input_files(
        "#files-2", {"name": "Resultater.pdf", "mimeType": "application/pdf", "buffer": b"<html>x</html>"}
    )
    page.locator("button[form=attach-2]").click()
    expect(page.locator("#files-2-errors")).to_be_visible()
    page.set_input_files("#files-2", report)
    page.locator("button[form=attach-2]").click()
    expect(page.locator("main")).to_contain_text("Resultater 2017.docx")
    page = leader.open(f"{ROOM}/svar/{mine.pk}/vedlegg/3/lenke/")
    page.locator("[name=name]").fill("Studie om svelgvansker")
    page.locator("[name=url]").fill("https://eksempel.example/studie")
    leader.press()
    assert [each.kind for each in mine.attachments.all()] == ["plan", "file", "link"]

    # The group: four at one form, two of them at one question, at the same time.
    first, second, third = (each.section(ours, 1) for each in members)
    first.locator("[name='mandate-choice'][value=yes]").check()
    saved(first)
    second.locator("#f-meetings-text").fill("Ved behov, 1–3 ganger i året")
    second.keyboard.press("Tab")
    saved(second)
    third.locator("#f-meetings-text").fill("To ganger i året")
    third.keyboard.press("Tab")
    expect(third.locator("[data-clash]")).to_contain_text("Bo B")
    third.locator("[data-choose=both]").click()
    saved(third)
    both = text_of(ours, "meetings")
    assert "Ved behov, 1–3 ganger i året" in both
    assert "To ganger i året" in both
    chair.write(ours, 1, "mandate", "Vi får innkallingen i god tid.")
    assert leader.page.request.get(f"{leader.server}{ours.get_absolute_url()}").status == 404
    assert staff.page.request.get(f"{staff.server}{ours.get_absolute_url()}").status == 404

    # Looked over, sent, and signed.
    page = leader.open(f"{ROOM}/svar/{mine.pk}/se-over/")
    expect(page.locator("main")).to_contain_text("Ikke besvart")
    leader.press()
    leader.sign(mine)
    members[0].open(f"{ROOM}/svar/{ours.pk}/se-over/")
    members[0].press()
    assert Response.objects.get(pk=ours.pk).state == "waiting"
    chair.sign(ours)
    mine.refresh_from_db()
    assert (mine.state, mine.signer_name) == ("signed", "Kari Fjell")

    # The authority reads both side by side, and reopens the leader's.
    page = staff.open(f"{ROOM}/runder/{asked.pk}/tjenester/{service.pk}/")
    expect(page.locator("main")).to_contain_text("Vi får innkallingen i god tid.")
    page = staff.open(f"{ROOM}/svar/{mine.pk}/gjenapne/")
    page.locator("[name=reason]").fill("Skriv hvor mange som er ansatt.")
    staff.press()
    again = Response.objects.get(previous=mine)
    assert text_of(again, "organisation") == LONG

    # Mended and signed again; what was signed first stays, and the difference can be read and printed.
    page = leader.open("/")
    expect(page.locator("main")).to_contain_text("Skriv hvor mange som er ansatt.")
    leader.write(again, 1, "organisation", f"{LONG}\n\nSju ansatte deler 2,5 årsverk.")
    leader.open(f"{ROOM}/svar/{again.pk}/se-over/")
    leader.press()
    leader.page.locator("main .form-foot button[type=submit]").first.click()  # signed a moment ago: no password
    expect(leader.page).to_have_url(re.compile(rf"/svar/{again.pk}/kvittering/$"))
    page = staff.open(f"{ROOM}/svar/{again.pk}/endringer/")
    expect(page.locator("main ins").first).to_contain_text("Sju ansatte")
    assert "Sju ansatte" in words_of(staff.file(f"{ROOM}/svar/{again.pk}/endringer.pdf"))

    # Everything prints, and goes to the archive.
    first_pdf = staff.file(f"{ROOM}/svar/{mine.pk}/pdf/")
    assert "Sju ansatte" not in words_of(first_pdf)
    assert first_pdf == staff.file(f"{ROOM}/svar/{mine.pk}/pdf/")
    bundle = words_of(staff.file(f"{ROOM}/svar/{again.pk}/samlet.pdf"))
    for words in (
        "Sju ansatte deler 2,5 årsverk.",
        "Ikke besvart",
        "Svelgkurs",
        "Studie om svelgvansker",
        "Kari Fjell",
    ):
        assert words in bundle
    with zipfile.ZipFile(BytesIO(staff.file(f"{ROOM}/svar/{again.pk}/arkiv.zip"))) as archive:
        assert archive.testzip() is None
        assert any(name.endswith("manifest.json") for name in archive.namelist())
    exported = staff.file(f"{ROOM}/runder/{asked.pk}/svar.csv").decode("utf-8-sig")
    assert "Sju ansatte deler 2,5 årsverk." in exported
    assert "To ganger i året" in exported
    form = Questionnaire.objects.get(audience="leader")
    answered = [each for each in again.answers.all() if is_answered(each.question.kind, each.value)]
    assert (form.questions.count(), len(answered)) == (13, 3)
