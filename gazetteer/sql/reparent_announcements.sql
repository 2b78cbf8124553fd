-- Makes drafts of announcements of the areas ($2) follow a change ($1); published ones keep the bureau that numbered them.
UPDATE announcement SET area_code = area_heir($1, area_code, NULL), version = version + 1, updated_at = now()
WHERE area_code = ANY ($2::text[]) AND state = 'draft' AND area_heir($1, area_code, NULL) <> area_code
