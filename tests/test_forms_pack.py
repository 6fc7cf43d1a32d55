"""The form pack: every widget has a label, its errors in words, and links from the summary that arrive."""

import re
from datetime import date

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.template import Context, Template
from django.utils.html import escape

CHOICES = [("a", "Første"), ("b", "Andre")]


class EveryWidget(forms.Form):
    title = forms.CharField(label="Tittel", help_text="Kort og tydelig")
    purpose = forms.CharField(label="Formål", widget=forms.Textarea)
    begins = forms.DateField(label="Begynner")
    count = forms.IntegerField(label="Antall")
    service = forms.ChoiceField(label="Tjeneste", choices=[("", "Velg"), *CHOICES])
    kind = forms.ChoiceField(label="Slag", widget=forms.RadioSelect, choices=CHOICES, help_text="Kan endres")
    columns = forms.MultipleChoiceField(label="Kolonner", widget=forms.CheckboxSelectMultiple, choices=CHOICES)
    shown = forms.BooleanField(label="Vis den")
    moment = forms.SplitDateTimeField(label="Tidspunkt")
    paper = forms.FileField(label="Fil")
    note = forms.CharField(label="Merknad", required=False)
    key = forms.CharField(widget=forms.HiddenInput)


def as_html(form, tag="{{ form|crispy }}", **context):
    return Template("{% load crispy_forms_tags %}" + tag).render(Context({"form": form} | context))


def ids_in(html):
    return re.findall(r'\bid="([^"]+)"', html)


def tag_with_id(html, identity):
    return re.search(rf'<[^>]*\bid="{identity}"[^>]*>', html)[0]


def test_every_visible_field_has_a_label_or_a_legend():
    form = EveryWidget()
    html = as_html(form)
    for field in form.visible_fields():
        assert f">{field.label}" in html
        if not field.use_fieldset:
            assert f'for="{field.id_for_label}">{field.label}' in html


def test_every_link_of_the_summary_reaches_a_field():
    form = EveryWidget({})
    html = as_html(form)
    targets = re.findall(r'<a class="ds-link"[^>]*href="#([^"]+)"', html)
    fields_with_errors = [field for field in form.visible_fields() if field.errors]
    assert len(targets) == len(fields_with_errors) == 10
    for target in targets:
        assert re.match(r"<(input|select|textarea)\b", tag_with_id(html, target))


def test_link_to_a_group_reaches_its_first_choice():
    html = as_html(EveryWidget({}))
    assert 'href="#id_kind_0"' in html
    assert 'value="a"' in tag_with_id(html, "id_kind_0")


def test_ids_are_used_once():
    identities = ids_in(as_html(EveryWidget({})))
    assert sorted(set(identities)) == sorted(identities)


def test_every_description_exists():
    html = as_html(EveryWidget({}))
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    assert len(described) == 10
    for identity in " ".join(described).split():
        assert identity in ids_in(html)


def test_field_with_an_error_says_so_to_everyone():
    html = as_html(EveryWidget({}))
    tag = tag_with_id(html, "id_title")
    assert 'aria-invalid="true"' in tag
    assert 'aria-describedby="id_title_helptext id_title_error"' in tag
    assert re.search(r'id="id_title_error"><p class="ds-validation-message"[^>]*>Fyll ut dette feltet', html)


def test_group_with_an_error_marks_its_choices():
    html = as_html(EveryWidget({}))
    assert 'aria-describedby="id_kind_helptext id_kind_error"' in tag_with_id(html, "div_id_kind")
    assert 'aria-invalid="true"' in tag_with_id(html, "id_kind_1")


def test_unbound_form_shows_no_error():
    html = as_html(EveryWidget())
    assert "ds-error-summary" not in html
    assert "ds-validation-message" not in html
    assert "aria-invalid" not in html


def test_what_was_typed_stands_beside_the_error():
    html = as_html(EveryWidget({"title": "Min <plan>", "kind": "b", "columns": ["b"]}))
    assert escape("Min <plan>") in tag_with_id(html, "id_title")
    assert "checked" in tag_with_id(html, "id_kind_1")
    assert "checked" not in tag_with_id(html, "id_kind_0")
    assert "checked" in tag_with_id(html, "id_columns_1")


def test_only_a_field_that_may_be_empty_is_called_optional():
    assert as_html(EveryWidget()).count('class="optional">(') == 1


def test_date_says_how_it_is_written_and_is_shown_so():
    html = as_html(EveryWidget({"begins": "2027-03-09"}))
    label = re.search(r'<label class="ds-label" for="id_begins">.*?</label>', html, re.S)[0]
    assert 'class="optional nowrap">(dd.mm.' in label
    html = as_html(EveryWidget(initial={"begins": date(2027, 3, 9)}))
    assert 'value="09.03.2027"' in tag_with_id(html, "id_begins")


@pytest.mark.parametrize(
    "text",
    ["09.03.2027", "9.3.2027", "9.3.27", "9/3-2027", "9/3 2027", "9-3-2027", "9. 3. 2027", "2027-03-09", "09032027"],
)
def test_plain_date_field_reads_norwegian_spellings(text):
    assert str(forms.DateField().clean(text)) == "2027-03-09"


def test_errors_of_the_whole_form_stand_in_the_summary():
    form = EveryWidget({})
    form.add_error(None, "Slutten kommer før begynnelsen")
    assert "<li>Slutten kommer før begynnelsen</li>" in as_html(form)


def test_error_of_a_hidden_field_is_not_silent():
    form = EveryWidget({})
    assert form.errors["key"]
    assert as_html(form).count("Fyll ut dette feltet.</li>") == 1


def test_texts_are_escaped():
    form = EveryWidget({})
    form.add_error("title", "<script>")
    form.fields["kind"].choices = [("a", "<b>Fet</b>")]
    html = as_html(form)
    assert "<script>" not in html
    assert "<b>Fet" not in html


def test_layout_objects_and_buttons():
    form = EveryWidget()
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("Om planen", "title", css_id="about"), Row("begins", "count"))
    form.helper.add_input(Submit("save", "Lagre", data_variant="primary"))
    html = as_html(form, "{% crispy form %}", csrf_token="token")
    assert '<legend class="h2">Om planen</legend>' in html
    assert 'class="field-row"' in html
    assert re.search(r'<button class="ds-button[^>]*type="submit"[^>]*data-variant="primary"[^>]*>Lagre</button>', html)
    assert "btn" not in html
    assert "csrfmiddlewaretoken" in html
    assert 'name="purpose"' not in html


def test_form_without_helper_has_no_tag_of_its_own_as_a_filter():
    assert "<form" not in as_html(EveryWidget())
    assert "<form" in as_html(EveryWidget(), "{% crispy form %}")


def test_formset_gathers_the_errors_of_its_forms():
    formset = forms.formset_factory(EveryWidget, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-title": "", "form-1-title": ""}
    )
    for form in formset:
        form.empty_permitted = False
    html = as_html(formset)
    targets = re.findall(r'<a class="ds-link"[^>]*href="#([^"]+)"', html)
    assert len(targets) == 20
    assert "id_form-1-title" in targets
    assert set(targets) <= set(ids_in(html))
    assert 'name="form-TOTAL_FORMS"' in html
    assert html.count("ds-error-summary") == 1
