-- A look at $2 entries is done.
UPDATE quality_review SET entries = $2, looked_at = $3, version = version + 1 WHERE id = $1
