-- Withdraws a sizing standard.
UPDATE sizing_standard SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
