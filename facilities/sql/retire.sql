-- Withdraws the record of a facility.
UPDATE facility SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
