from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest

from accounts import audit
from accounts.models import User
from services.models import HealthTrust, Region, Service, StaffRole


class Audited(admin.ModelAdmin):
    """Django's admin runs each change in a transaction; the audit record is written in it."""

    actions = None  # deleting by the list would go past the audit

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        audit.record(cast(User, request.user), f"{obj._meta.model_name}.{'changed' if change else 'created'}", obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        audit.record(cast(User, request.user), f"{obj._meta.model_name}.deleted", obj)
        super().delete_model(request, obj)


@admin.register(Region)
class RegionAdmin(Audited):
    list_display = ["name", "code", "rank"]


@admin.register(HealthTrust)
class HealthTrustAdmin(Audited):
    list_display = ["name", "region"]
    list_filter = ["region"]
    search_fields = ["name"]


@admin.register(Service)
class ServiceAdmin(Audited):
    list_display = ["name_nb", "code", "kind", "trust", "ends_on"]
    list_filter = ["kind", "function", "trust__region"]
    list_select_related = ["trust"]
    search_fields = ["search"]
    readonly_fields = ["ends_on"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What hangs on a service outlives it."""
        return False

    def save_model(self, request: HttpRequest, obj: Service, form: Any, change: bool) -> None:
        if change:
            obj.version += 1  # whoever edits it on the service's own page is told
        super().save_model(request, obj, form, change)


@admin.register(StaffRole)
class StaffRoleAdmin(Audited):
    list_display = ["user", "kind", "region"]
    list_filter = ["kind", "region"]
    list_select_related = ["user", "region"]
    autocomplete_fields = ["user"]
