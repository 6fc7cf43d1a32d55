from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path
from django.views.generic import RedirectView
from django_ox.models import OxSchedule, OxTask

from config import views

# The admin's own sign-in knows no limits, and it shows accounts, services and vocabularies only.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth's manual says
admin.site.unregister([Group, EmailAddress, OxSchedule, OxTask])

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler429 = "config.views.too_many"  # asked for by allauth
handler500 = "config.views.server_error"

urlpatterns = [
    path("", include("home.urls")),
    path("planer/", include("plans.urls")),
    path("sporreskjemaer/", include("reviews.urls")),
    path("offentlig/", include("plans.public_urls")),
    path("tjenester/", include("services.urls")),
    path("konto/varsler/", include("notices.urls")),
    path("konto/", include("accounts.urls")),
    path("konto/", include("accounts.sign_in_urls")),
    path(
        "admin/password_change/",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="admin-password-change",
    ),
    path("admin/", admin.site.urls),
    path("live", views.live, name="live"),
]
