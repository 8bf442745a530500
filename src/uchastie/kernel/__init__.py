"""The ground under every capability: no business noun lives here, and each part has several users."""
