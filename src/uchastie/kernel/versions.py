"""Optimistic versions: the change is one UPDATE with the version in its WHERE, so nobody overwrites anybody silently.
It works the same on SQLite, which has no row locks."""

from typing import Any, Self

from django.db import models

from uchastie.kernel.errors import Conflict


def _stale() -> Conflict:
    return Conflict("stale", "Пока вы работали, запись изменили. Ничего не потеряно: проверьте новое и повторите.")


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def require_version(self, version: int | None) -> None:
        """`Conflict("stale")` when the caller has seen another version. None means "whatever it is now"."""
        if version is not None and version != self.version:
            raise _stale()

    def apply(self, **changes: Any) -> Self:
        """Write the changes if nobody was faster; the object in hand gets them too."""
        rows = type(self)._base_manager.filter(pk=self.pk, version=self.version)
        if not rows.update(version=self.version + 1, **changes):
            raise _stale()
        self.version += 1
        for name, value in changes.items():
            setattr(self, name, value)
        return self
