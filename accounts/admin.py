from django.contrib import admin
from django.http import HttpRequest

from accounts.audit import record
from accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """For looking up and correcting. People come by invitation and go by closing, on the pages for that."""

    list_display = ["name", "email", "language", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "language"]
    search_fields = ["search"]
    ordering = ["sort"]
    fields = ["name", "email", "language", "is_active", "is_staff", "last_login", "date_joined", "access_ended_at"]
    readonly_fields = ["email", "is_active", "is_staff", "last_login", "date_joined", "access_ended_at"]
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: object, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record(request.user, "person.changed", obj)  # type: ignore[arg-type]  # the admin is signed in
