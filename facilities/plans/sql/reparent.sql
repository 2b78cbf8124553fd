-- Gives plans of areas ($2) the principal heirs of these in a change ($1).
UPDATE facility_plan SET area_code = area_heir($1, area_code, NULL), version = version + 1, updated_at = now()
WHERE area_code = ANY ($2::text[]) AND area_heir($1, area_code, NULL) <> area_code
