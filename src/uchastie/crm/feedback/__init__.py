"""Reviews left by QR, low marks to be answered, recommendations. Stands on desk and people."""
