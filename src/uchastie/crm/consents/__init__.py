"""Consents to process personal data: texts by version, receipts, withdrawal. A consent is always its own document."""
