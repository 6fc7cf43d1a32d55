from django.urls import URLPattern, path

from plans.views import downloads, history, lists, page, plans, sections, status

app_name = "plans"
urlpatterns: list[URLPattern] = [
    path("", lists.plan_list, name="list"),
    path("ny/", plans.plan_new, name="new"),
    path("<int:pk>/", page.plan, name="plan"),
    path("<int:pk>/pdf/", downloads.pdf, name="pdf"),
    path("<int:pk>/json/", downloads.json, name="json"),
    path("<int:pk>/innstillinger/", plans.plan_settings, name="settings"),
    path("<int:pk>/arkiver/", plans.plan_archive, name="archive"),
    path("<int:pk>/hent-tilbake/", plans.plan_fetch_back, name="fetch-back"),
    path("<int:pk>/slett/", plans.plan_delete, name="delete"),
    path("<int:pk>/avsnitt/", sections.section_new, name="section-new"),
    path("<int:pk>/avsnitt/<uuid:section_pk>/", sections.section_edit, name="section-edit"),
    path("<int:pk>/avsnitt/<uuid:section_pk>/flytt/", sections.section_move, name="section-move"),
    path("<int:pk>/avsnitt/<uuid:section_pk>/slett/", sections.section_delete, name="section-delete"),
    path("<int:pk>/historikk/", history.history, name="history"),
    path("<int:pk>/rader/<uuid:row_pk>/historikk/", history.row_history, name="row-history"),
    path("<int:pk>/rader/<uuid:row_pk>/gjennomforingsgrad/", status.row_status, name="row-status"),
]
