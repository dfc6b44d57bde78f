"""A community that lives a year through the command line, for tests and measurements."""
