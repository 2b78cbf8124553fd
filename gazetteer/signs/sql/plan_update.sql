-- Changes a plan.
UPDATE sign_plan SET title = $2, area_code = $3, year = $4, target_names = $5, target_signs = $6, source = $7,
    version = version + 1, updated_at = now()
WHERE id = $1
