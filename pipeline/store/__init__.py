"""Arrow schemas and Parquet; the tables of the contract."""
