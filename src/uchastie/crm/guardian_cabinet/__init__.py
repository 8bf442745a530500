"""«Кабинет опекуна»: the guardian in its own cabinet, as holder of its row: proposals, families, papers, help, reports,
stories. Stands on cabinet, stories, followup and everything below them; owns no tables.
"""
