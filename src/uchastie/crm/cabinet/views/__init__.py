"""Pages of the cabinet: signing in, «Мои сервисы», the talk behind the signed link, the same talk for staff."""
