"""Federal team, regions, municipal headquarters and centres: addresses, hours, territory, staff and their roles."""
