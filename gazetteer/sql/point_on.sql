-- A point on a line or polygon.
SELECT ST_X(at), ST_Y(at) FROM (SELECT ST_PointOnSurface($1::geometry) AS at) x
