-- Withdraws a reported figure.
UPDATE coverage_reported SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
