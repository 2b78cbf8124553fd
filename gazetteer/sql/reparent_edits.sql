-- Edits in the ledger under the areas ($1): they stay as they are, and are counted for the areas that follow whole; as far
-- as a reader of a grade ($2) may know.
WITH veil AS MATERIALIZED (SELECT * FROM graded($2))
SELECT e.area_code, a.name, e.area_code, (sum(count(*)) OVER ())::int FROM place_edit e LEFT JOIN pub_area a ON a.code = e.area_code
LEFT JOIN veil v ON v.place_id = e.place_id
WHERE e.area_code = ANY ($1) AND (v.place_id IS NULL OR edit_open(e.op, e.before, e.after, v.secrecy, v.texts, $2)) GROUP BY e.area_code, a.name ORDER BY e.area_code LIMIT 200
