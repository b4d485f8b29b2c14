-- What people and models ask. One statement a line, over data(a BIGINT, b VARCHAR, d DATE, t TIMESTAMP, x DOUBLE).
SELECT count(*) FROM data
SELECT * FROM data LIMIT 5
FROM data
SELECT a, b FROM main.data WHERE a > 1 AND b LIKE 'x%' ORDER BY a DESC NULLS LAST LIMIT 3 OFFSET 1
SELECT b, sum(a) AS total, avg(x), min(d), max(t) FROM data GROUP BY b HAVING sum(a) > 0 ORDER BY total DESC
SELECT b, count(DISTINCT a) FILTER (WHERE x > 0) FROM data GROUP BY ALL ORDER BY ALL
SELECT date_trunc('month', d) AS month, sum(a) FROM data GROUP BY 1 ORDER BY 1
SELECT extract(year FROM d), strftime(d, '%Y-%m'), dayname(d), d + INTERVAL 1 MONTH FROM data
SELECT time_bucket(INTERVAL '1 week', t), count(*) FROM data GROUP BY 1
SELECT b, a, a * 100.0 / sum(a) OVER () AS share FROM data
SELECT a, lag(a) OVER (PARTITION BY b ORDER BY d), row_number() OVER (ORDER BY a), sum(a) OVER (ORDER BY d ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM data
SELECT * FROM data QUALIFY row_number() OVER (PARTITION BY b ORDER BY a DESC) = 1
WITH m AS (SELECT b, avg(x) AS m FROM data GROUP BY b) SELECT data.b, m FROM data JOIN m USING (b)
WITH one AS (SELECT 1 AS n), two AS (SELECT n + 1 AS n FROM one) SELECT * FROM two UNION ALL SELECT * FROM one
SELECT * FROM data AS l LEFT JOIN data AS r ON l.a = r.a + 1
SELECT a FROM data WHERE a IN (SELECT max(a) FROM data) OR b NOT IN ('x', 'y')
SELECT (SELECT count(*) FROM data) AS n, EXISTS (SELECT 1 FROM data WHERE a = 1)
SELECT CASE WHEN a > 1 THEN 'big' WHEN a IS NULL THEN 'none' ELSE 'small' END AS size, count(*) FROM data GROUP BY size
SELECT median(x), quantile_cont(x, 0.9), quantile_cont(x, [0.25, 0.75]), stddev(x), corr(a, x), mode(b) FROM data
SELECT b, max_by(a, x), arg_min(a, d), first(a ORDER BY d), any_value(d) FROM data GROUP BY b
SELECT string_agg(b, ', ' ORDER BY b), array_agg(a ORDER BY a), list(DISTINCT b) FROM data
SELECT upper(trim(b)), length(b), substring(b, 1, 3), replace(b, 'x', 'y'), b || '!', concat_ws('-', b, a), left(b, 2) FROM data
SELECT b ILIKE '%X%', regexp_matches(b, '^x'), regexp_extract(b, '(x)', 1), regexp_replace(b, 'x', 'z', 'g'), split_part(b, '-', 1), contains(b, 'x') FROM data
SELECT round(x, 2), floor(x), abs(a), a % 2, a // 2, x / nullif(a, 0), power(x, 2), sqrt(abs(x)), ln(abs(x) + 1), greatest(a, 2), least(a, 2) FROM data
SELECT CAST(a AS VARCHAR), TRY_CAST(b AS INTEGER), a::DECIMAL(10, 2), d::TIMESTAMP, coalesce(b, 'none'), ifnull(a, 0), typeof(a) FROM data
SELECT datediff('day', d, DATE '2024-12-31'), age(t), year(d), quarter(d), isodow(d), last_day(d), epoch(t), make_date(2024, 1, 1) FROM data
SELECT * EXCLUDE (a), a + 1 AS a1, COLUMNS('^x') FROM data
SELECT b, d, sum(a) FROM data GROUP BY ROLLUP (b, d)
SELECT b, d, sum(a), grouping(b) FROM data GROUP BY GROUPING SETS ((b), (d), ())
SELECT DISTINCT b FROM data
SELECT DISTINCT ON (b) * FROM data ORDER BY b, a
PIVOT data ON b IN ('x', 'y') USING sum(a) GROUP BY d
SELECT * FROM data PIVOT (sum(a) FOR b IN ('x', 'y'))
UNPIVOT (SELECT a, x FROM data) ON a, x INTO NAME n VALUE v
SELECT * FROM (VALUES (1, 'one'), (2, 'two')) AS v(n, word)
SELECT range FROM range(5)
SELECT m::DATE FROM generate_series(DATE '2024-01-01', DATE '2024-12-01', INTERVAL 1 MONTH) AS g(m)
SELECT unnest([1, 2, 3]), {'k': 1}.k, [1, 2][1], MAP {'a': 1}['a'], list_contains([1, 2], 1), len([1, 2])
SELECT * FROM data USING SAMPLE 10 ROWS
SELECT count(*), count_if(a > 1), sum(CASE WHEN b = 'x' THEN 1 ELSE 0 END) FROM data WHERE d BETWEEN DATE '2020-01-01' AND DATE '2030-01-01'
SELECT a FROM data EXCEPT SELECT 1 INTERSECT SELECT 2
SELECT a FROM data WHERE x IS NOT DISTINCT FROM NULL OR NOT (a = 1) OR b SIMILAR TO 'x.*' OR b COLLATE NOCASE = 'X'
SELECT t AT TIME ZONE 'Europe/Berlin', current_date >= d, now() > t FROM data
SELECT histogram(b), approx_count_distinct(a), entropy(b), skewness(x), kurtosis(x), bool_or(a > 1) FROM data
SELECT a FROM data -- a remark; not a second statement
SELECT a /* and ; here */ FROM data;
SELECT * FROM data, LATERAL (SELECT data.a + 1 AS next)
SELECT ntile(4) OVER (ORDER BY x), percent_rank() OVER w, first_value(a) OVER w FROM data WINDOW w AS (PARTITION BY b ORDER BY x)
