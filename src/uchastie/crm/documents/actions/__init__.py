"""Keeping and removing files."""

from uchastie.crm.documents.actions.files import delete_file, delete_files_about, store_file, store_photo, sweep_files

__all__ = ["delete_file", "delete_files_about", "store_file", "store_photo", "sweep_files"]
