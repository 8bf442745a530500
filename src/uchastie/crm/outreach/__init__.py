"""What a centre tells its town, with the proof of it: posts, reposts, materials, updates of its page, media; campaigns
with the links by which requests come; partners; the checks of its site. Stands on `events` (joint ones), `desk` (the
requests that came by a link) and `people` (organisations of the registry)."""
