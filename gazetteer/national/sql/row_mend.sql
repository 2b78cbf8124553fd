-- New cells of a row, and what was read of them.
UPDATE national_row SET cells = $3, faults = $4, mended = true, state = $5, problems = $6, record = $7, identity = $8, area_code = $9
WHERE export_id = $1 AND n = $2
