-- Makes rows of national_export in the areas ($2) follow a change ($1).
UPDATE national_export SET area_code = area_heir($1, area_code, NULL), stale = true, version = version + 1
WHERE area_code = ANY ($2::text[]) AND area_heir($1, area_code, NULL) <> area_code
