-- A new marker.
INSERT INTO marker (id, ref, number, type, side, faces, material, grade, geom, northing, easting, projected_srid,
    height_m, managing_area, co_areas, erected_on, description, status, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, nullif($14, ''), $15, $16::text::date, $17, $18, $19)
