from django.urls import URLPattern, path

from reviews.views import questionnaires, responses

app_name = "reviews"
urlpatterns: list[URLPattern] = [
    path("skjemaer/", questionnaires.questionnaires, name="questionnaires"),
    path("skjemaer/ny/", questionnaires.questionnaire_new, name="questionnaire-new"),
    path("skjemaer/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("skjemaer/<int:pk>/tomt.pdf", questionnaires.empty, name="questionnaire-empty"),
    path("skjemaer/<int:pk>/skjema.yaml", questionnaires.definition_file, name="questionnaire-file"),
    path("skjemaer/<int:pk>/neste-ar/", questionnaires.next_year, name="questionnaire-next"),
    path("svar/<int:pk>/", responses.response, name="response"),
]
