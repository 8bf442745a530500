"""Files that were uploaded, papers that are printed, tables in and out. Stands on accounts and journal."""
