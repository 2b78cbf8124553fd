-- Makes open change sets in the areas ($2) follow a change ($1).
UPDATE change_set SET area_code = coalesce(area_heir($1, area_code, NULL), area_code), version = version + 1, updated_at = now()
WHERE area_code = ANY ($2::text[]) AND state IN ('draft', 'submitted', 'accepted', 'returned')
