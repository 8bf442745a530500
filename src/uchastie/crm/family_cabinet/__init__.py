"""«Моя семья»: the family of the long help in its own cabinet, as holder of its case; and what it writes to the
headquarters: complaints, the wish to be forgotten. Stands on cabinet, followup and everything below them.
"""
