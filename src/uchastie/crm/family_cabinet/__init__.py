"""«Моя семья»: the family under guardianship in its own cabinet, as holder of its case.

Stands on followup and cabinet; owns no tables."""
