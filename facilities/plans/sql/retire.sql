-- Withdraws a plan document.
UPDATE facility_plan SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
