"""Files that are kept, papers that are printed, tables in and out."""

from uchastie.crm.documents.queries.files import file_response, folder, get_file, list_files, path_of, photo_response
from uchastie.crm.documents.queries.papers import paper_response, render_pdf
from uchastie.crm.documents.queries.tables import Sheet, read_table, table_response, write_csv, write_xlsx

__all__ = [
    "Sheet",
    "file_response",
    "folder",
    "get_file",
    "list_files",
    "paper_response",
    "path_of",
    "photo_response",
    "read_table",
    "render_pdf",
    "table_response",
    "write_csv",
    "write_xlsx",
]
