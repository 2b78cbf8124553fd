-- What an export ($1) says otherwise than an earlier one ($2), in an area ($3): rows added, removed and changed; after an identity ($4), at most $5.
WITH ours AS (SELECT DISTINCT ON (identity) identity, record, area_code FROM national_row WHERE export_id = $1 AND state = 'good' ORDER BY identity, n),
     theirs AS (SELECT DISTINCT ON (identity) identity, record, area_code FROM national_row WHERE export_id = $2 AND state = 'good' ORDER BY identity, n)
SELECT coalesce(a.identity, b.identity) AS identity,
       CASE WHEN b.identity IS NULL THEN 'added' WHEN a.identity IS NULL THEN 'removed' ELSE 'changed' END AS kind,
       coalesce(a.record ->> 'name', b.record ->> 'name') AS name, coalesce(a.area_code, b.area_code) AS area_code,
       coalesce(b.record, 'null') AS before, coalesce(a.record, 'null') AS after
FROM ours a FULL JOIN theirs b ON b.identity = a.identity
WHERE a.record IS DISTINCT FROM b.record AND starts_with(coalesce(a.area_code, b.area_code), $3) AND coalesce(a.identity, b.identity) > $4
ORDER BY 1
LIMIT $5
