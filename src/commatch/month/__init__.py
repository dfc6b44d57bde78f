"""The monthly loop: what was decided and done, what the next month begins with, what the months say together."""
