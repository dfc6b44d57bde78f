"""Many months in one workbook and on one page."""
