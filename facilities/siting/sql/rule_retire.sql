-- Withdraws a siting rule.
UPDATE siting_rule SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
