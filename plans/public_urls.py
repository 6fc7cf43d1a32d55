from django.urls import URLPattern, path

from plans.views import public

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", public.plans, name="plans"),
    path("tjenester/<int:pk>/", public.service, name="service"),
    path("planer/<int:pk>/", public.plan, name="plan"),
    path("planer/<int:pk>/pdf/", public.download, {"key": "pdf"}, name="pdf"),
    path("planer/<int:pk>/docx/", public.download, {"key": "docx"}, name="docx"),
    path("planer/<int:pk>/xlsx/", public.download, {"key": "xlsx"}, name="xlsx"),
    path("planer/<int:pk>/csv/", public.download, {"key": "csv"}, name="csv"),
    path("planer/<int:pk>/json/", public.download, {"key": "json"}, name="json"),
]
