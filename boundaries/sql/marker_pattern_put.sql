-- Replaces the pattern of a level.
UPDATE marker_pattern SET regexp = $2, example = $3, note = $4, version = version + 1, updated_at = now()
WHERE level = $1 RETURNING version, updated_at
