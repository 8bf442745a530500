"""The guardian in its own cabinet, as holder of its row: proposals, families, papers, help, reports.

Stands on followup and cabinet; owns no tables."""
