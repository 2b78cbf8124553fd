-- Tracked tables with their primary key columns and the columns that revisions leave out.
SELECT c.relname,
    (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = c.oid AND i.indisprimary),
    coalesce((SELECT array_agg(x) FROM unnest(string_to_array(encode(t.tgargs, 'escape'), '\000')) WITH ORDINALITY u (x, n) WHERE n > 2 AND x <> ''), '{}')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'cairn' AND t.tgname = 'revise'
ORDER BY 1
