-- Changes a dispute; the columns of put.
UPDATE dispute SET line_code = $2, from_m = $3, to_m = $4,
    geom = CASE WHEN (line_code, from_m, to_m) = ($2::text, $3::float8, $4::float8) THEN geom ELSE line_stretch($2, $3, $4) END,
    title = $5, description = $6, involved = $7, since_on = $8::text::date, state = $9, settled_on = $10::text::date, settlement = $11,
    version = version + 1, updated_at = now()
WHERE id = $1
