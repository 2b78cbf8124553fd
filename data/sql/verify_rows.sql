-- Tracked tables: primary key columns, columns that revisions leave out, computed columns, and what columns hold in rows
-- older than they are (a constant default, or null).
WITH tracked AS (
    SELECT c.oid, c.relname,
        coalesce((SELECT array_agg(x) FROM unnest(string_to_array(encode(t.tgargs, 'escape'), '\000')) WITH ORDINALITY u (x, n) WHERE n > 2 AND x <> ''), '{}') AS hidden
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'cairn' AND t.tgname = 'revise')
SELECT t.relname,
    (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_index i JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = t.oid AND i.indisprimary),
    t.hidden,
    coalesce((SELECT array_agg(a.attname::text) FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attgenerated <> ''), '{}'),
    (SELECT 'jsonb_build_object(' || string_agg(format('%L, %s', a.attname, coalesce(e.expression, 'NULL')), ', ') || ')'
     FROM pg_attribute a
     LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
     CROSS JOIN LATERAL (SELECT CASE WHEN pg_get_expr(d.adbin, t.oid) !~ '\(' THEN pg_get_expr(d.adbin, t.oid) END AS expression) e
     WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attname <> ALL (t.hidden))
FROM tracked t
ORDER BY 1
