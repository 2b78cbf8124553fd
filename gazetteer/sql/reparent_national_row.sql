-- Makes rows of national exports in the areas ($2) follow a change ($1); what the file says of them stays as it was.
UPDATE national_row SET area_code = area_heir($1, area_code, NULL)
WHERE area_code = ANY ($2::text[]) AND area_heir($1, area_code, NULL) <> area_code
