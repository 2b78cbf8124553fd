-- Changes what people may change on a line.
UPDATE boundary_line SET name = $2, agreed_length_km = $3, agreement = $4, status = $5, short_code = $6,
    version = version + 1, updated_at = now()
WHERE code = $1
