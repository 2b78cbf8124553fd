-- Edits in the ledger under the areas ($1): they stay as they are, and are counted for the areas that follow whole.
SELECT e.area_code, a.name, e.area_code, (sum(count(*)) OVER ())::int FROM place_edit e LEFT JOIN pub_area a ON a.code = e.area_code
WHERE e.area_code = ANY ($1) GROUP BY e.area_code, a.name ORDER BY e.area_code LIMIT 200
