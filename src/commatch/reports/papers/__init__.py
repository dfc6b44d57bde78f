"""Papers for those at work: the council day's agenda, task sheets, venues' months, calendar files."""
