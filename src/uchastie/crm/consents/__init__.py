"""Texts of consent by version and the receipts of those who agreed: one document per purpose, never joined.

Stands on `network` (the operator is the centre's host) and `journal`; knows people and requests by opaque ids only."""
