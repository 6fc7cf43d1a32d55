from django.urls import path

from accounts.views import invitations, people, profile

app_name = "accounts"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("sprak/", profile.language, name="language"),
    path("personer/", people.people, name="people"),
    path("personer/inviter/", people.person_invite, name="person-invite"),
    path("personer/<int:pk>/", people.person, name="person"),
    path("personer/<int:pk>/rediger/", people.person_edit, name="person-edit"),
    path("personer/<int:pk>/steng/", people.person_close, name="person-close"),
    path("personer/<int:pk>/apne/", people.person_open, name="person-open"),
    path("invitasjoner/", invitations.invitations, name="invitations"),
    path("invitasjoner/<int:pk>/send/", invitations.invitation_resend, name="invitation-resend"),
    path("invitasjoner/<int:pk>/trekk/", invitations.invitation_withdraw, name="invitation-withdraw"),
    path("invitasjon/<str:key>/", invitations.invitation_accept, name="invitation-accept"),
    path("logg/", people.audit, name="audit"),
]
