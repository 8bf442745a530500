"""What a centre tells its town: posts, reposts, campaigns, materials, partners, media, its own site."""
