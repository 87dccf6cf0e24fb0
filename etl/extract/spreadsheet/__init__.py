"""What the sheets of a workbook show: formatted values, hidden rows left out, formulas doubted."""
