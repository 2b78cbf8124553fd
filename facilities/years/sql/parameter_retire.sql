-- Withdraws a parameter that was entered by mistake.
UPDATE burial_parameter SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
