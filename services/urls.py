from django.urls import path

from services.views import facts, group, meetings, people, publications, register

app_name = "services"
urlpatterns = [
    path("", register.service_list, name="list"),
    path("ny/", facts.service_new, name="new"),
    path("<int:pk>/rediger/", facts.service_edit, name="edit"),
    path("<int:pk>/lenker/ny/", facts.link_add, name="link-add"),
    path("<int:pk>/lenker/<int:link_pk>/", facts.link_edit, name="link-edit"),
    path("<int:pk>/lenker/<int:link_pk>/slett/", facts.link_delete, name="link-delete"),
    path("<int:pk>/publikasjoner/ny/", publications.publication_add, name="publication-add"),
    path("<int:pk>/publikasjoner/<int:publication_pk>/", publications.publication_edit, name="publication-edit"),
    path(
        "<int:pk>/publikasjoner/<int:publication_pk>/slett/",
        publications.publication_delete,
        name="publication-delete",
    ),
    path("<int:pk>/referansegruppe/", group.group, name="group"),
    path("<int:pk>/referansegruppe/ny/", group.group_add, name="group-add"),
    path("<int:pk>/referansegruppe/<int:member_pk>/", group.group_edit, name="group-edit"),
    path("<int:pk>/referansegruppe/<int:member_pk>/avslutt/", group.group_end, name="group-end"),
    path("<int:pk>/referansegruppe/<int:member_pk>/fjern/", group.group_delete, name="group-delete"),
    path("<int:pk>/referansegruppe/<int:member_pk>/inviter/", group.group_invite, name="group-invite"),
    path("<int:pk>/moter/ny/", meetings.meeting_add, name="meeting-add"),
    path("<int:pk>/moter/<int:meeting_pk>/", meetings.meeting, name="meeting"),
    path("<int:pk>/moter/<int:meeting_pk>/rediger/", meetings.meeting_edit, name="meeting-edit"),
    path("<int:pk>/moter/<int:meeting_pk>/slett/", meetings.meeting_delete, name="meeting-delete"),
    path("<int:pk>/medlemmer/", people.members, name="members"),
    path("<int:pk>/medlemmer/inviter/", people.member_invite, name="member-invite"),
    path("<int:pk>/medlemmer/vurderer/", people.assessor_add, name="assessor-add"),
    path("<int:pk>/medlemmer/overfor/", people.member_hand_over, name="member-hand-over"),
    path("<int:pk>/medlemmer/<int:member_pk>/", people.member_edit, name="member-edit"),
    path("<int:pk>/medlemmer/<int:member_pk>/avslutt/", people.member_end, name="member-end"),
    path("<int:pk>/medlemmer/<int:member_pk>/send-igjen/", people.invitation_resend, name="invitation-resend"),
]
