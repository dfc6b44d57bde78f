"""What is told of a run, on the command line and in a batch: how it ended, as plain data, nothing personal in it."""
