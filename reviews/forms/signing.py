from django import forms


class SignForm(forms.Form):
    """`seen` is the fingerprint of the form as the page showed it (reviews/document.py)."""

    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
