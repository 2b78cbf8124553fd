-- A new marker.
INSERT INTO marker (id, ref, number, type, side, faces, material, grade, geom, northing, easting, projected_srid,
    height_m, managing_area, co_areas, erected_on, description, status, origin, given_crs, given_x, given_y, accuracy_m, position_source,
    responsible_basis, responsible_basis_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, nullif($14, ''), $15, $16::text::date, $17, $18, $19, coalesce($20::jsonb ->> 'crs', ''),
    ($20 ->> 'x')::float8, ($20 ->> 'y')::float8, $21, $22, $23, $24::text::date)
