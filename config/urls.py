from django.contrib import admin
from django.urls import include, path

from config import views

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"

urlpatterns = [
    path("", include("home.urls")),
    path("planer/", include("plans.urls")),
    path("tjenester/", include("services.urls")),
    path("konto/", include("accounts.urls")),
    path("konto/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("live", views.live, name="live"),
]
