-- Names and nested statements that try to get past the list.
sql-function-refused: SELECT * FROM query('SELECT * FROM duckdb_settings()')
sql-function-refused: SELECT * FROM query_table('data')
sql-function-refused: SELECT * FROM json_execute_serialized_sql('{}')
sql-function-refused: SELECT json_serialize_sql('SELECT 1')
sql-unknown-name: SELECT (WITH duckdb_tables AS (SELECT 1) SELECT count(*) FROM duckdb_tables), (SELECT count(*) FROM duckdb_tables)
sql-unknown-name: SELECT * FROM (WITH "/etc/passwd" AS (SELECT 1) SELECT * FROM "/etc/passwd") AS a, '/etc/passwd' AS b
sql-unknown-name: WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a
sql-unknown-name: SELECT a FROM data WHERE EXISTS (SELECT 1 FROM duckdb_columns)
sql-function-refused: SELECT a FROM data ORDER BY read_text('/etc/passwd')
sql-function-refused: SELECT sum(a) FILTER (WHERE current_setting('threads') = '2') FROM data
sql-function-refused: SELECT sum(a) OVER (ORDER BY getvariable('x')) FROM data
sql-function-refused: SELECT CASE WHEN a = 1 THEN sleep_ms(1000) END FROM data
sql-function-refused: SELECT a FROM data GROUP BY a HAVING pg_sleep(1) IS NULL
sql-function-refused: SELECT * FROM range(current_setting('threads')::INTEGER)
sql-function-refused: SELECT * FROM data LIMIT length(read_text('/etc/passwd'))
sql-function-refused: SELECT b.read_text() FROM data
sql-refused: SELECT x::JSON FROM (SELECT '{}' AS x)
sql-refused: SELECT CAST('x' AS some_type)
sql-refused: SELECT 'a'::ENUM('a', 'b')
