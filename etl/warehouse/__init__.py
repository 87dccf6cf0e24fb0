"""The DuckDB database: staged from reports and register, computed by SQL, published whole."""
