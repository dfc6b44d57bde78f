"""Hand-made sheets to standard ones: what each cell becomes, what is left out, and a log of every change."""
