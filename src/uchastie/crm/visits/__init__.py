"""«Отметка посещения»: who came to a centre, counted apart from requests. Stands on desk and people."""
