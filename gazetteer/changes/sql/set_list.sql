-- Sets with the numbers of their items: of an id ($1), a state ($2), a stream ($3), an area ($4), an author ($5);
-- those that a reviewer ($6 login, $7 id) of an area ($8) can decide on when $9; those that a reader
-- ($6, $7) of an area ($8) who may review ($10) or not may see; that speak of an entry ($13). After number $11, the newest first. Items that a
-- reader of a grade ($14) may not know of do not count; a set that holds some is decided on by others, a set of nothing else is its author's only.
WITH veil AS MATERIALIZED (SELECT * FROM graded($14))
SELECT s.id, s.number, s.stream, s.title, s.reason, s.state, s.area_code, s.author_id, s.author, s.author_name,
       s.reviewer, s.reviewer_name, s.verdict, s.approval_id, s.reverts,
       (SELECT r.id FROM change_set r WHERE r.reverts = s.id AND r.state <> 'withdrawn' AND set_open(r.id, $14) LIMIT 1) AS reverted_by,
       s.submitted_at, s.decided_at, s.published_at, s.created_at, s.updated_at, s.version,
       n.items, n.added, n.modified, n.deleted, n.accepted, n.returned, n.open, n.sampled, n.findings, t.items - n.items AS hidden
FROM change_set s
CROSS JOIN LATERAL (
    SELECT count(*) AS items, count(*) FILTER (WHERE op = 'add') AS added, count(*) FILTER (WHERE op = 'modify') AS modified,
           count(*) FILTER (WHERE op = 'delete') AS deleted, count(*) FILTER (WHERE verdict = 'accepted') AS accepted,
           count(*) FILTER (WHERE verdict = 'returned') AS returned, count(*) FILTER (WHERE verdict = '') AS open,
           count(*) FILTER (WHERE sampled) AS sampled,
           coalesce(sum((SELECT count(*) FROM jsonb_array_elements(i.findings) f WHERE NOT EXISTS (
               SELECT FROM jsonb_array_elements(CASE jsonb_typeof(f -> 'conflicts') WHEN 'array' THEN f -> 'conflicts' ELSE '[]' END) c
               JOIN veil v ON v.place_id = (c ->> 'id')::uuid AND field_grade(v.secrecy, 'entry') > $14))), 0)::bigint AS findings
    FROM change_item i LEFT JOIN veil v ON v.place_id = i.place_id
    WHERE i.set_id = s.id AND (v.place_id IS NULL AND NOT i.proposed ?| '{secrecy,names}' OR item_open(i.op, i.base, i.proposed, v.secrecy, v.texts, $14))) n
CROSS JOIN LATERAL (SELECT count(*) AS items FROM change_item i WHERE i.set_id = s.id) t
CROSS JOIN LATERAL (
    SELECT CASE WHEN s.author_id IS NOT NULL AND $7::uuid IS NOT NULL THEN s.author_id = $7 ELSE s.author = $6::text END AS own) a
WHERE ($1::uuid IS NULL OR s.id = $1)
  AND ($2::text = '' OR s.state = $2) AND ($3::text = '' OR s.stream = $3)
  AND ($4::text = '' OR starts_with(s.area_code, $4)) AND ($5::text = '' OR s.author = $5)
  AND (NOT $9::boolean OR s.state = 'submitted' AND NOT a.own AND $10::boolean AND starts_with(s.area_code, $8::text) AND n.items = t.items)
  AND (s.submitted_at IS NOT NULL OR a.own OR $10 AND starts_with(s.area_code, $8))
  AND (n.items > 0 OR a.own OR t.items = 0)
  AND ($13::uuid = '00000000-0000-0000-0000-000000000000' OR EXISTS (
      SELECT FROM change_item i LEFT JOIN veil v ON v.place_id = i.place_id
      WHERE i.set_id = s.id AND i.place_id = $13 AND (v.place_id IS NULL AND NOT i.proposed ?| '{secrecy,names}' OR item_open(i.op, i.base, i.proposed, v.secrecy, v.texts, $14))))
  AND ($11::bigint = 0 OR s.number < $11)
ORDER BY s.number DESC
LIMIT $12
