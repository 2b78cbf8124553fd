-- Makes rows of national_match in the areas ($2) follow a change ($1).
UPDATE national_match SET area_code = area_heir($1, area_code, NULL)
WHERE area_code = ANY ($2::text[]) AND area_heir($1, area_code, NULL) <> area_code
