-- Makes open data-quality reviews of the areas ($2) follow a change ($1).
UPDATE quality_review SET area_code = area_heir($1, area_code, NULL), version = version + 1
WHERE area_code = ANY ($2::text[]) AND closed_at IS NULL AND area_heir($1, area_code, NULL) <> area_code
