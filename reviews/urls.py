from django.urls import URLPattern, path

from reviews.views import attached, attachments, papers, questionnaires, responses, rounds, signing, steps

app_name = "reviews"
urlpatterns: list[URLPattern] = [
    path("runder/ny/", rounds.round_new, name="round-new"),
    path("runder/<int:pk>/", rounds.round_page, name="round"),
    path("runder/<int:pk>/svar.xlsx", rounds.round_answers, {"key": "xlsx"}, name="round-xlsx"),
    path("runder/<int:pk>/svar.csv", rounds.round_answers, {"key": "csv"}, name="round-csv"),
    path("runder/<int:pk>/svar.json", rounds.round_answers, {"key": "json"}, name="round-json"),
    path("runder/<int:pk>/rediger/", rounds.round_edit, name="round-edit"),
    path("runder/<int:pk>/apne/", rounds.round_open, name="round-open"),
    path("skjemaer/", questionnaires.questionnaires, name="questionnaires"),
    path("skjemaer/ny/", questionnaires.questionnaire_new, name="questionnaire-new"),
    path("skjemaer/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("skjemaer/<int:pk>/tomt.pdf", questionnaires.empty, name="questionnaire-empty"),
    path("skjemaer/<int:pk>/skjema.yaml", questionnaires.definition_file, name="questionnaire-file"),
    path("skjemaer/<int:pk>/neste-ar/", questionnaires.next_year, name="questionnaire-next"),
    path("svar/<int:pk>/", responses.response, name="response"),
    path("svar/<int:pk>/send/", steps.submit, name="submit"),
    path("svar/<int:pk>/trekk/", steps.step, {"verb": "withdraw"}, name="withdraw"),
    path("svar/<int:pk>/avvis/", steps.step, {"verb": "decline"}, name="decline"),
    path("svar/<int:pk>/gjenapne/", steps.step, {"verb": "reopen"}, name="reopen"),
    path("svar/<int:pk>/signer/", signing.sign, name="sign"),
    path("svar/<int:pk>/kvittering/", signing.receipt, name="receipt"),
    path("svar/<int:pk>/pdf/", papers.pdf, name="pdf"),
    path("svar/<int:pk>/samlet.pdf", papers.bundle, name="bundle"),
]
urlpatterns += [
    path("svar/<int:pk>/arkiv.zip", attached.archive, name="archive"),
    path("svar/<int:pk>/vedlegg/<int:slot>/", attachments.attachments, name="attachments"),
    path("svar/<int:pk>/vedlegg/<int:slot>/lenke/", attachments.attach, {"kind": "link"}, name="attachment-link"),
    path("svar/<int:pk>/vedlegg/<int:slot>/tekst/", attachments.attach, {"kind": "text"}, name="attachment-text"),
    path("svar/<int:pk>/vedlegg/<int:slot>/plan/", attachments.attach, {"kind": "plan"}, name="attachment-plan"),
    path(
        "svar/<int:pk>/vedlegg/<int:slot>/publikasjoner/",
        attachments.attach,
        {"kind": "publications"},
        name="attachment-publications",
    ),
    path("svar/<int:pk>/vedlegg/<int:slot>/<int:attachment_pk>/", attached.attachment, name="attachment"),
    path(
        "svar/<int:pk>/vedlegg/<int:slot>/<int:attachment_pk>/fjern/",
        attachments.attachment_remove,
        name="attachment-remove",
    ),
    path(
        "svar/<int:pk>/vedlegg/<int:slot>/<int:attachment_pk>/flytt/",
        attachments.attachment_move,
        name="attachment-move",
    ),
]
