from django.urls import URLPattern, path

from reviews.views import responses

app_name = "reviews"
urlpatterns: list[URLPattern] = [
    path("svar/<int:pk>/", responses.response, name="response"),
]
