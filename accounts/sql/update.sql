-- Changes an account.
UPDATE account SET name = $2, role = $3, area_code = $4, disabled = $5, clearance = $6, version = version + 1, updated_at = now()
WHERE id = $1
