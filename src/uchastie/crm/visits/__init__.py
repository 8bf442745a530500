"""«Отметка посещения»: who came to a centre, at the counter or on a tablet, counted apart from requests and offered to
be joined with them. Stands on desk and people."""
