"""Real processes, killed for real; the judges are the receiver's own log and raw SQL, never our counters."""
