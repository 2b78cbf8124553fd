-- Withdraws an exemption.
UPDATE coverage_exemption SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
