-- Duties that are not done, the first due first, of an area ($1), of a kind ($2: filing or announcement); at most $3, as far as a reader of a grade ($4) may know.
SELECT v.kind, r.id AS approval_id, r.authority, r.authority_kind, r.authority_area, r.document, r.approved_on::text AS approved_on, v.due_on::text AS due_on,
       CASE WHEN r.edits = 0 THEN 0 ELSE v.open END AS count, r.edits > 0 AS published, r.areas, r.sets,
       CASE WHEN r.edits > 0 THEN ARRAY(
           SELECT l.name FROM ledger_edit l
           WHERE l.approval_id = r.id AND l.matter <> 'correction' AND CASE v.kind WHEN 'filing' THEN l.filed_on ELSE l.announced_on END IS NULL
             AND NOT EXISTS (SELECT FROM place p WHERE p.id = l.place_id AND p.grade > $4)
           ORDER BY l.edited_on, l.edit_id LIMIT 5)
       ELSE ARRAY(
           SELECT coalesce(i.proposed ->> 'name', p.name, '') FROM change_set c JOIN items_open($4) i ON i.set_id = c.id LEFT JOIN place p ON p.id = i.place_id
           WHERE c.approval_id = r.id AND c.state <> 'withdrawn' ORDER BY c.number, i.seq LIMIT 5) END AS names
FROM approvals_open($4) r
CROSS JOIN LATERAL (VALUES ('filing', r.filing_due_on, r.unfiled), ('announcement', r.announcement_due_on, r.unannounced)) AS v (kind, due_on, open)
WHERE v.due_on IS NOT NULL AND (r.edits = 0 OR v.open > 0)
  AND ($1::text = '' OR EXISTS (SELECT FROM unnest(r.areas) x WHERE starts_with(x, $1)))
  AND ($2::text = '' OR v.kind = $2)
ORDER BY v.due_on, r.id, v.kind DESC
LIMIT $3
