"""The command line: options to a library call to a report, rendered once."""
