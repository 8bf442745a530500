"""What a centre tells its town: posts, materials, events, partners, with evidence behind each fact.

Stands on desk."""
