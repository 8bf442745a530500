"""Pages of appointments: absences of a centre, and the calendars of others."""
