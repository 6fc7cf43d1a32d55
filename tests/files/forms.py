"""A page with a form that takes a file in, for the tests of uploads: its answer tells what the form made of it."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from files.fields import UploadField
from files.kinds import PASTED


class TakeForm(forms.Form):
    word = forms.CharField(required=False)
    file = UploadField()
    pasted = UploadField(kinds=PASTED, pasted=True, required=False)
    after = forms.CharField(required=False)


def take(request: HttpRequest) -> JsonResponse:
    form = TakeForm(request.POST, request.FILES)
    said = {"word": request.POST.get("word"), "after": request.POST.get("after"), "fields": len(request.POST)}
    if not form.is_valid():
        return JsonResponse({**said, "errors": form.errors.get_json_data()}, status=422)
    file, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    content = {"name": file.name, "size": len(file.read()), "pasted": pasted and pasted.read().decode()}
    return JsonResponse(said | content)


def refuse(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=400)


handler400 = refuse
urlpatterns = [path("take/", take)]
