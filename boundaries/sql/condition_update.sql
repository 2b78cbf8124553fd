-- Changes a condition.
UPDATE inspection_condition SET zh = $2, en = $3, sort = $4, active = $5, exclusive = $6, version = version + 1 WHERE code = $1
