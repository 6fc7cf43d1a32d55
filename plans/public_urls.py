from django.urls import URLPattern, path

from plans.exports import FORMATS
from plans.views import public

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", public.plans, name="plans"),
    path("tjenester/<int:pk>/", public.service, name="service"),
    path("planer/<int:pk>/", public.plan, name="plan"),
    *(path(f"planer/<int:pk>/{key}/", public.download, {"key": key}, name=key) for key in FORMATS),
]
