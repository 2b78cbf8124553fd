-- The trail, newest first: rows that changes moved, and attempts to sign in.
-- Parameters: 1 from, 2 to (exclusive), 3 login, 4 entity, 5 id, 6 area of the reader or '',
-- 7–9 the last row of the page before (at, change, number), 10 limit, 11 the reader's clearance.
WITH veil AS MATERIALIZED (
    SELECT * FROM graded($11)
), moved AS (
    SELECT c.at, c.id::text AS change_id, r.id AS number, c.actor, c.actor_name, c.door, c.reason,
           r.entity, r.entity_id, r.tbl, r.op, r.before, r.after, v.secrecy, v.texts
    FROM change c
    JOIN revision r ON r.change_id = c.id
    LEFT JOIN account a ON a.id = c.actor_id
    LEFT JOIN veil v ON v.place_id = revision_entry(r.entity, r.entity_id, r.tbl, coalesce(r.after, r.before))
    WHERE ($1::timestamptz IS NULL OR c.at >= $1) AND ($2::timestamptz IS NULL OR c.at < $2)
      AND ($3 = '' OR c.actor = $3) AND ($4 = '' OR r.entity = $4) AND ($5 = '' OR r.entity_id = $5)
      AND ($6 = '' OR starts_with(a.area_code, $6)
           OR starts_with(r.after ->> 'area_code', $6) OR starts_with(r.before ->> 'area_code', $6))
      AND ($7::timestamptz IS NULL OR c.at <= $7 AND (c.at, c.id::text, r.id) < ($7, $8, $9))
      AND revision_open(r.tbl, r.op, r.before, r.after, v.secrecy, v.texts, $11)
    ORDER BY c.at DESC, c.id::text DESC, r.id DESC
    LIMIT $10
), tried AS (
    SELECT s.at, '' AS change_id, s.id AS number, s.login AS actor, coalesce(a.name, '') AS actor_name,
           s.address AS door, '' AS reason, 'sign_in' AS entity, s.login AS entity_id, 'sign_in' AS tbl,
           s.outcome AS op, NULL::jsonb AS before, NULL::jsonb AS after, NULL::jsonb AS secrecy, NULL::text[] AS texts
    FROM sign_in s
    LEFT JOIN account a ON a.id = s.account_id
    WHERE ($1::timestamptz IS NULL OR s.at >= $1) AND ($2::timestamptz IS NULL OR s.at < $2)
      AND ($3 = '' OR s.login = $3) AND ($4 = '' OR $4 = 'sign_in') AND ($5 = '' OR s.login = $5)
      AND ($6 = '' OR starts_with(a.area_code, $6))
      AND ($7::timestamptz IS NULL OR s.at <= $7 AND (s.at, '', s.id) < ($7, $8, $9))
    ORDER BY s.at DESC, s.id DESC
    LIMIT $10
)
SELECT at, change_id, number, actor, actor_name, door, reason, entity, entity_id, tbl, op,
    CASE WHEN op = 'update' THEN ARRAY(
        SELECT key FROM (SELECT CASE WHEN secrecy IS NULL THEN before ELSE fields_open(before, secrecy, texts, $11) END AS b,
                                CASE WHEN secrecy IS NULL THEN after ELSE fields_open(after, secrecy, texts, $11) END AS a) o,
             jsonb_object_keys(b || a) AS key
        WHERE b -> key IS DISTINCT FROM a -> key AND key NOT IN ('version', 'updated_at')
        ORDER BY key) ELSE '{}' END AS changed
FROM (TABLE moved UNION ALL TABLE tried) AS trail
ORDER BY at DESC, change_id DESC, number DESC
LIMIT $10
