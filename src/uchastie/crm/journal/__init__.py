"""Who did what and who looked at whom: append only, sealed by a chain. The bottom: everyone writes to it."""
