-- How much of the smaller of two polygons the other covers.
SELECT ST_Area(ST_Intersection($1::geometry, $2::geometry)) / nullif(least(ST_Area($1), ST_Area($2)), 0)
