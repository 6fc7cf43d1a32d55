from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("tjenester/<int:pk>/", views.service, name="service"),
    path("hjelp/", views.page, {"name": "help"}, name="help"),
    path("hjelp/plan.schema.json", views.plan_schema, name="plan-schema"),
    path("personvern/", views.page, {"name": "privacy"}, name="privacy"),
    path("tilgjengelighet/", views.page, {"name": "accessibility"}, name="accessibility"),
]
