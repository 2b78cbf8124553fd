-- Withdraws an indicator; what was reported of it stays.
UPDATE indicator SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
