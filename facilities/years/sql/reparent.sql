-- Gives parameters of areas ($2) the areas that took their place in a change ($1).
UPDATE burial_parameter SET area_code = area_heir($1, area_code, NULL), version = version + 1, updated_at = now()
WHERE area_code = ANY ($2::text[]) AND area_heir($1, area_code, NULL) <> area_code
