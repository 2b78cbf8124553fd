-- Everything that may change on a marker; its version goes up.
UPDATE marker SET number = $2, type = $3, side = $4, faces = $5, material = $6, grade = $7, geom = $8, northing = $9,
    easting = $10, projected_srid = $11, height_m = $12, managing_area = nullif($13, ''), co_areas = $14,
    erected_on = $15::text::date, description = $16, status = $17, version = version + 1, updated_at = now()
WHERE id = $1
