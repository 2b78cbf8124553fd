-- Everything that may change on a marker; its version goes up.
UPDATE marker SET number = $2, type = $3, side = $4, faces = $5, material = $6, grade = $7, geom = $8, northing = $9,
    easting = $10, projected_srid = $11, height_m = $12, managing_area = nullif($13, ''), co_areas = $14,
    erected_on = $15::text::date, description = $16, status = $17, given_crs = coalesce($18::jsonb ->> 'crs', ''),
    given_x = ($18 ->> 'x')::float8, given_y = ($18 ->> 'y')::float8, accuracy_m = $19, position_source = $20,
    responsible_basis = $21, responsible_basis_on = $22::text::date, version = version + 1, updated_at = now()
WHERE id = $1
