"""The workbook that sums a batch up: a row for each community, and what all of them lack together."""
