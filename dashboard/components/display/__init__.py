"""How figures are drawn: charts, tables, cards."""
