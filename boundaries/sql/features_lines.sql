-- Features of lines by code: one ($1) or a page after ($2), at most $3, in a box ($4), valid within a time ($5, $6), by properties ($7).
SELECT l.code AS id, l.geom, l.code, l.name, l.level, l.left_area, a.name AS left_name, l.right_area, b.name AS right_name,
    l.neighbour_counties, l.short_code, l.agreed_length_km::float8, round((l.geodesic_length_m / 1000)::numeric, 6)::float8 AS geodesic_length_km,
    CASE WHEN home.srid > 0 THEN round((ST_Length(ST_Transform(l.geom, home.srid)) / 1000)::numeric, 6)::float8 END AS grid_length_km,
    CASE WHEN home.srid > 0 THEN 'EPSG:' || home.srid END AS grid_crs,
    l.agreement, l.agreement_on::text, l.agreement_parties, l.map_sheets, l.leading_area, lead.name AS leading_name,
    l.cooperating_area, co.name AS cooperating_name, l.status, l.valid_from::text, l.valid_to::text, l.origin, l.updated_at
FROM boundary_line l JOIN area a ON a.code = l.left_area JOIN area b ON b.code = l.right_area
LEFT JOIN area lead ON lead.code = l.leading_area
LEFT JOIN area co ON co.code = l.cooperating_area
LEFT JOIN LATERAL (SELECT (value ->> 'srid')::integer AS srid FROM setting WHERE key = 'prefecture') home ON true
WHERE l.status <> 'retired' AND ($1::text = '' OR l.code = $1) AND l.code > $2
    AND ($4::geometry IS NULL OR ST_Intersects(l.geom, $4))
    AND ($5::timestamptz IS NULL OR l.valid_to IS NULL OR l.valid_to > $5)
    AND ($6::timestamptz IS NULL OR l.valid_from IS NULL OR l.valid_from <= $6)
    AND ($7::jsonb ->> 'code' IS NULL OR l.code = $7 ->> 'code')
    AND ($7 ->> 'name' IS NULL OR l.name = $7 ->> 'name')
    AND ($7 ->> 'level' IS NULL OR l.level = $7 ->> 'level')
    AND ($7 ->> 'left_area' IS NULL OR l.left_area = $7 ->> 'left_area')
    AND ($7 ->> 'right_area' IS NULL OR l.right_area = $7 ->> 'right_area')
    AND ($7 ->> 'leading_area' IS NULL OR l.leading_area = $7 ->> 'leading_area')
    AND ($7 ->> 'short_code' IS NULL OR l.short_code = $7 ->> 'short_code')
    AND ($7 ->> 'status' IS NULL OR l.status = $7 ->> 'status')
ORDER BY l.code LIMIT $3
