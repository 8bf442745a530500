"""Calls, their script, marks of help, alarms. Pure Python."""
