-- Withdraws a sign.
UPDATE sign SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
