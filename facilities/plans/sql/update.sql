-- Changes a plan document.
UPDATE facility_plan SET title = $2, number = $3, authority = $4, issued_on = $5, area_code = $6, year_from = $7, year_to = $8, note = $9,
    version = version + 1, updated_at = now()
WHERE id = $1
