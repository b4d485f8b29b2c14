-- Statements that would change data, names or the session.
sql-not-select: DROP VIEW data
sql-not-select: CREATE OR REPLACE VIEW data AS SELECT 1
sql-not-select: CREATE TABLE x AS SELECT 1
sql-not-select: CREATE TEMP TABLE x AS SELECT 1
sql-not-select: CREATE MACRO f(x) AS x + 1
sql-not-select: INSERT INTO data VALUES (1)
sql-not-select: UPDATE data SET a = 1
sql-not-select: DELETE FROM data
sql-not-select: TRUNCATE data
sql-not-select: ALTER TABLE data RENAME TO d
sql-not-select: SET VARIABLE x = 1
sql-not-select: USE memory
sql-not-select: BEGIN TRANSACTION
sql-not-select: CHECKPOINT
sql-not-select: VACUUM
sql-not-select: ANALYZE
sql-not-select: PREPARE p AS SELECT 1
sql-not-select: EXECUTE p
sql-not-select: EXPLAIN ANALYZE SELECT 1
sql-not-select: SELECT 1; SELECT 2
sql-not-select: SELECT 1; DROP VIEW data
sql-invalid: SELECT 1; DROP
sql-invalid: SELEC 1
sql-invalid: WITH x AS (INSERT INTO data VALUES (1) RETURNING 1) SELECT * FROM x
sql-refused: DESCRIBE data
sql-refused: SUMMARIZE data
sql-refused: SELECT * FROM (SHOW TABLES)
sql-function-refused: SELECT nextval('s')
sql-function-refused: SELECT setseed(0.5)
sql-function-refused: SELECT write_log('x')
