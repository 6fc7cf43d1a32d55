from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("ikke-sendt/", views.undelivered, name="undelivered"),
    path("ikke-sendt/<uuid:letter_pk>/send/", views.send_again, name="send-again"),
]
