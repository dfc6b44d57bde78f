"""Many communities in one go: found in a folder, handed to an executor, written by one process, summed up."""
