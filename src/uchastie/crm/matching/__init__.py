"""Who could help whom: candidates with reasons, coincidences found by themselves, the regional plan. Stands on guardianship."""
