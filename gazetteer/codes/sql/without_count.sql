-- How many entries in use in an area ($1) and class ($2) have no code, as far as a reader of the grade $3 may know.
SELECT count(*) FROM place
WHERE starts_with(area_code, $1) AND starts_with(class_code, $2) AND place_code IS NULL AND status <> 'retired' AND grade <= $3
