"""The one registry of beneficiaries, persons and organisations, with their contacts; stands on consents and network."""
