"""The sample community: one invented community-month, written in four forms."""
