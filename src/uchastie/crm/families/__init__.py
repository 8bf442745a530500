"""Families of servicemen: intake, screening, the marker «Требуется опека», needs, and their split into ordinary requests.
Stands on desk, people and consents."""
