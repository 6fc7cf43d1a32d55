"""allauth's pages, the ones we want of them: no self-service of addresses, no codes, no phones.

account_signup is closed and says so; it stands because allauth's letters ask for its address.
"""

from allauth.account import views
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

urlpatterns = [
    path("logg-inn/", views.login, name="account_login"),
    path("logg-ut/", views.logout, name="account_logout"),
    path("stengt/", views.account_inactive, name="account_inactive"),
    path("ny/", views.signup, name="account_signup"),
    path("bekreft/", views.reauthenticate, name="account_reauthenticate"),
    path("passord/", views.password_change, name="account_change_password"),
    path("glemt-passord/", views.password_reset, name="account_reset_password"),
    path("glemt-passord/sendt/", views.password_reset_done, name="account_reset_password_done"),
    path("glemt-passord/ferdig/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^glemt-passord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        never_cache(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
