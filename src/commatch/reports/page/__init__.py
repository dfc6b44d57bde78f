"""Pages for a browser: their look, and the month's overview."""
