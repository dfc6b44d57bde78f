"""What a match is written into: one file for each group of sheets, and the workbook around them."""
