"""The public notice: what is posted, what is masked in it, and the record of that."""
