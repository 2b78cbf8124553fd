-- Other drafts than $1 that change some of the areas ($2).
SELECT id::text, title, array_to_string(area_codes, ' ') FROM area_change
WHERE state = 'draft' AND id <> $1 AND area_codes && $2::text[] ORDER BY number
