"""The Excel workbook: one sheet for the narrative, one for the breakdown, one for each table."""
