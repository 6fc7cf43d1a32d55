import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditRecord
from plans.actions.documents import document_of
from plans.document import PlanDocument, from_json, to_json
from plans.imported import Doubt
from plans.models import Area, Plan
from plans.wording import DOUBTS, REFUSALS, doubt_words, refusal_words
from tests.factories import make_area, make_plan, make_row, make_service
from tests.sample_files import TWIN, excel_twin, word_twin

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("name", "data"), [("plan.docx", word_twin), ("plan.xlsx", excel_twin)])
def test_import_stores_the_twin_and_counts_on_its_last_line(tmp_path, name, data):
    service = make_service()
    lines = run("import_plan", write(tmp_path, name, data()), "--service", service.code)
    plan = Plan.objects.get()
    areas = len(list(TWIN.leaf_areas()))
    assert lines[-1] == f"plan {plan.pk}: 46 rows, {areas} areas, {len(lines) - 1} doubts"
    assert plan.service == service
    assert plan.rows.count() == 46
    assert Area.objects.filter(kind="band").count() == 5
    assert plan.changed_by is None
    assert AuditRecord.objects.get().verb == "plan.imported"


def test_import_takes_the_title_it_is_given(tmp_path):
    run("import_plan", write(tmp_path, "p.docx", word_twin()), "--service", make_service().code, "--title", "Min plan")
    assert Plan.objects.get().title == "Min plan"


def test_import_of_an_export_gives_the_same_plan(tmp_path):
    area = make_area()
    make_row(area, measure="Kurs 🙂", timeframe_text="Kontinuerlig", status="done")
    run("export_plan", area.plan.pk, "--format", "json", "--output", tmp_path / "plan.json")
    run("import_plan", tmp_path / "plan.json", "--service", make_service().code)
    old, new = (document_of(plan) for plan in Plan.objects.order_by("pk"))
    assert [row.measure for _, row, _ in old.rows()] == [row.measure for _, row, _ in new.rows()]


def test_import_tells_of_each_doubt_before_the_last_line(tmp_path):
    data = json.loads(to_json(PlanDocument(title="Plan"))) | {"parties": [{"name": "Koordinator"}]}
    path = write(tmp_path, "plan.json", json.dumps(data).encode())
    lines = run("import_plan", path, "--service", make_service().code)
    assert len(lines) == 2
    assert lines[0].startswith("- ")
    assert "parties" in lines[0]
    assert lines[1].endswith("1 doubts")


def not_a_plan_of_any_kind():
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("hello.txt", "hei")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docx", b""),
        ("plan.docx", b"not a word file"),
        ("plan.docx", word_twin()[:2000]),
        ("plan.xlsx", not_a_plan_of_any_kind()),
        ("plan.json", b"{"),
        ("plan.json", b"[" * 100_000),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ],
)
def test_import_of_what_is_no_plan_says_so_in_one_line_and_stores_nothing(tmp_path, name, data):
    with pytest.raises(CommandError) as error:
        run("import_plan", write(tmp_path, name, data), "--service", make_service().code)
    assert error.value.returncode == 1
    assert len(str(error.value).splitlines()) == 1
    assert not Plan.with_deleted.exists()


def test_import_of_a_plan_that_does_not_fit_stores_nothing(tmp_path):
    data = json.loads(to_json(TWIN))
    data["areas"][0]["rows"][0]["note"] = "a" * 20_001
    with pytest.raises(CommandError, match="note"):
        run("import_plan", write(tmp_path, "p.json", json.dumps(data).encode()), "--service", make_service().code)
    assert not Plan.with_deleted.exists()
    assert not Area.with_deleted.exists()


def test_import_to_an_unknown_service_or_of_a_missing_file_is_refused(tmp_path):
    path = write(tmp_path, "plan.docx", word_twin())
    with pytest.raises(CommandError, match="no service"):
        run("import_plan", path, "--service", "NKT-XXX-99")
    with pytest.raises(CommandError, match=r"borte\.docx"):
        run("import_plan", tmp_path / "borte.docx", "--service", make_service().code)
    with pytest.raises(CommandError):
        run("import_plan", tmp_path, "--service", make_service().code)
    assert not Plan.with_deleted.exists()


def test_export_writes_json_of_the_working_copy(tmp_path):
    row = make_row()
    path = tmp_path / "plan.json"
    run("export_plan", row.area.plan.pk, "--format", "json", "--output", path)
    assert from_json(path.read_bytes()) == document_of(row.area.plan)
    assert path.stat().st_mode & 0o600 == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_export_writes_a_pdf(tmp_path, language):
    path = tmp_path / "plan.pdf"
    plan = make_row().area.plan
    run("export_plan", plan.pk, "--format", "pdf", "--language", language, "--output", path)
    assert path.read_bytes().startswith(b"%PDF-")


def test_export_that_fails_leaves_the_older_file_as_it_was(tmp_path):
    old = write(tmp_path, "plan.json", b"old")
    with pytest.raises(CommandError, match="no plan"):
        run("export_plan", 999_999, "--format", "json", "--output", old)
    plan = make_plan()
    with pytest.raises(CommandError):
        run("export_plan", plan.pk, "--format", "json", "--output", tmp_path / "no" / "plan.json")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(CommandError):
        run("export_plan", plan.pk, "--format", "json", "--output", folder)
    assert old.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "plan.json"]


@pytest.mark.parametrize("code", [*DOUBTS, "something_new"])
def test_doubt_words_say_where_and_what(code):
    words = doubt_words(Doubt(code=code, row=4, column="measure", detail="100 % svelg\n" * 50))
    assert "5" in words.split(":")[0]
    assert "\n" not in words
    assert "%(" not in words


def test_refusal_words_exist_for_whatever_code():
    assert all(refusal_words(code) for code in (*REFUSALS, "something_new"))
