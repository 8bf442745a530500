"""What may be kept, what a cell may hold, and the narrow room in which strangers' files are opened."""

from uchastie.crm.documents.rules.cells import Column, clean_file_name, defuse, sheet_name
from uchastie.crm.documents.rules.kinds import ACCEPT, ALLOWED_WORDS, MAX_BYTES, Kind, recognise
from uchastie.crm.documents.rules.limits import read_photo, read_picture, read_rows

__all__ = [
    "ACCEPT",
    "ALLOWED_WORDS",
    "MAX_BYTES",
    "Column",
    "Kind",
    "clean_file_name",
    "defuse",
    "read_photo",
    "read_picture",
    "read_rows",
    "recognise",
    "sheet_name",
]
