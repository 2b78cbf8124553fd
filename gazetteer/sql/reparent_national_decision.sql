-- Makes decisions about national differences in the areas ($2) follow a change ($1).
UPDATE national_decision SET area_code = area_heir($1, area_code, NULL)
WHERE area_code = ANY ($2::text[]) AND area_heir($1, area_code, NULL) <> area_code
