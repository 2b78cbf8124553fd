-- A new version of the indicators with targets for areas ($1).
UPDATE indicator SET version = version + 1, updated_at = now()
WHERE id IN (SELECT indicator_id FROM indicator_target WHERE area_code = ANY ($1::text[]))
