from django.urls import URLPattern, path

from plans.views import downloads, history, page, status

app_name = "plans"
urlpatterns: list[URLPattern] = [
    path("<int:pk>/", page.plan, name="plan"),
    path("<int:pk>/pdf/", downloads.pdf, name="pdf"),
    path("<int:pk>/json/", downloads.json, name="json"),
    path("<int:pk>/historikk/", history.history, name="history"),
    path("<int:pk>/rader/<uuid:row_pk>/historikk/", history.row_history, name="row-history"),
    path("<int:pk>/rader/<uuid:row_pk>/gjennomforingsgrad/", status.row_status, name="row-status"),
]
