"""The registry of beneficiaries: persons and organisations, their contacts, and which units know them.

Stands on `network` (units) and `journal`. Knows nothing of requests: the desk stands above and points here."""
