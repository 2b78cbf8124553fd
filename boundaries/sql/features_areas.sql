-- Features of areas inside the prefecture by code: one ($1) or a page after ($2), at most $3, in a box ($4), valid within a time ($5, $6), by properties ($7).
SELECT code AS id, coalesce(geom, seat) AS geom, code, name, level, parent, formal, pinyin,
    ST_X(seat) AS seat_lon, ST_Y(seat) AS seat_lat, valid_from::text, valid_to::text, origin
FROM area
WHERE NOT external AND ($1::text = '' OR code = $1) AND code > $2
    AND ($4::geometry IS NULL OR ST_Intersects(coalesce(geom, seat), $4))
    AND ($5::timestamptz IS NULL OR valid_to IS NULL OR valid_to > $5)
    AND ($6::timestamptz IS NULL OR valid_from IS NULL OR valid_from <= $6)
    AND ($7::jsonb ->> 'code' IS NULL OR code = $7 ->> 'code')
    AND ($7 ->> 'name' IS NULL OR name = $7 ->> 'name')
    AND ($7 ->> 'level' IS NULL OR level = $7 ->> 'level')
    AND ($7 ->> 'parent' IS NULL OR parent = $7 ->> 'parent')
    AND ($7 ->> 'formal' IS NULL OR formal = ($7 ->> 'formal')::boolean)
ORDER BY code LIMIT $3
