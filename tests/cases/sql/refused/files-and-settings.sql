-- Reaching for files, settings, other databases and the engine itself. One statement a line; the code it must be refused with in front.
sql-function-refused: SELECT * FROM read_csv('/etc/passwd')
sql-function-refused: SELECT * FROM read_csv_auto('/etc/passwd', header = false)
sql-function-refused: SELECT * FROM read_text('/proc/self/environ')
sql-function-refused: SELECT * FROM read_blob('/etc/shadow')
sql-function-refused: SELECT * FROM read_json('/tmp/x.json')
sql-function-refused: SELECT * FROM read_parquet('/data/other.parquet')
sql-function-refused: SELECT * FROM parquet_scan('/data/other.parquet')
sql-function-refused: SELECT * FROM parquet_metadata('/data/other.parquet')
sql-function-refused: SELECT * FROM sniff_csv('/etc/passwd')
sql-function-refused: SELECT * FROM glob('/*')
sql-function-refused: SELECT * FROM read_duckdb('/data/x.duckdb')
sql-unknown-name: SELECT * FROM '/etc/passwd'
sql-unknown-name: SELECT * FROM "../other.parquet"
sql-unknown-name: SELECT * FROM 'https://example.org/x.csv'
sql-unknown-name: SELECT * FROM 's3://bucket/x.parquet'
sql-unknown-name: SELECT * FROM 'data.csv' AS data
sql-not-select: COPY data TO '/tmp/out.csv'
sql-not-select: COPY (SELECT * FROM data) TO '/tmp/out.parquet'
sql-not-select: EXPORT DATABASE '/tmp/dump'
sql-not-select: IMPORT DATABASE '/tmp/dump'
sql-not-select: ATTACH '/data/x.duckdb' AS x
sql-not-select: ATTACH ':memory:' AS x
sql-not-select: INSTALL httpfs
sql-not-select: LOAD httpfs
sql-not-select: SET memory_limit = '100GB'
sql-not-select: RESET lock_configuration
sql-not-select: PRAGMA enable_profiling
sql-not-select: PRAGMA database_list
sql-not-select: CALL enable_logging(storage = 'file')
sql-function-refused: SELECT * FROM enable_logging(storage = 'stdout')
sql-function-refused: SELECT * FROM enable_profiling(save_location = '/tmp/p')
sql-function-refused: SELECT * FROM enable_peg_parser()
sql-function-refused: SELECT * FROM truncate_duckdb_logs()
sql-function-refused: SELECT * FROM duckdb_settings()
sql-function-refused: SELECT * FROM duckdb_views()
sql-function-refused: SELECT * FROM duckdb_secrets()
sql-function-refused: SELECT * FROM pragma_table_info('data')
sql-unknown-name: SELECT * FROM information_schema.tables
sql-unknown-name: SELECT * FROM duckdb_tables
sql-unknown-name: SELECT * FROM sqlite_master
sql-unknown-name: SELECT * FROM pg_catalog.pg_class
sql-unknown-name: SELECT * FROM system.main.data
sql-function-refused: SELECT current_setting('temp_directory')
sql-function-refused: SELECT getvariable('x')
sql-function-refused: SELECT getenv('HOME')
sql-function-refused: SELECT version()
sql-not-select: CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')
