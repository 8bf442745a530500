from django.urls import URLPattern, path

from uchastie.crm.setup import views
from uchastie.crm.setup.rules import ChannelKind

app_name = "setup"


def _channel(kind: ChannelKind) -> list[URLPattern]:
    """Each channel has its own addresses: there are three of them and there will be no others by chance."""
    return [
        path(f"setup/{kind}/", views.channel, {"kind": kind}, name=f"{kind}"),
        path(f"setup/{kind}/check/", views.check, {"kind": kind}, name=f"{kind}_check"),
        path(f"setup/{kind}/own-settings/removal/", views.reset, {"kind": kind}, name=f"{kind}_reset"),
    ]


urlpatterns = [
    path("setup/", views.index, name="index"),
    path("setup/operator/", views.operator, name="operator"),
    path("setup/backups/", views.backups, name="backups"),
    path("setup/push/keys/", views.keys, name="push_keys"),
    *(pattern for kind in ChannelKind for pattern in _channel(kind)),
]
