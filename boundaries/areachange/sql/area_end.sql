-- Ends areas ($1) on a day: from then on they no longer exist.
UPDATE area SET valid_to = $2, version = version + 1, updated_at = now() WHERE code = ANY ($1)
