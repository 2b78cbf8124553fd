-- Gives the greening targets of areas ($2) to their heirs in a change ($1), unless these have their own.
INSERT INTO greening_target (area_code, steps, document)
SELECT DISTINCT ON (area_heir($1, t.area_code, NULL)) area_heir($1, t.area_code, NULL), t.steps, t.document
FROM greening_target t WHERE t.area_code = ANY ($2::text[]) AND area_heir($1, t.area_code, NULL) <> t.area_code
ORDER BY area_heir($1, t.area_code, NULL), t.area_code
ON CONFLICT (area_code) DO NOTHING
