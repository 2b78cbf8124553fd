-- Adds an area from a day on; what is not said is that of the area it comes from ($10), the polygon too unless it is another ($8), in which then the seat is put.
INSERT INTO area (code, name, level, parent, pinyin, seat, geom, formal, valid_from, origin)
SELECT $1, $2, $3, $4, $5, coalesce($6::geometry, CASE WHEN $8::boolean THEN ST_PointOnSurface($7::geometry) END),
    CASE WHEN $8::boolean THEN $7 ELSE geom END, formal, $9, origin FROM area WHERE code = $10
