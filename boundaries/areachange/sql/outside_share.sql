-- How much of a polygon lies outside an area ($2).
SELECT ST_Area(ST_Difference($1::geometry, a.geom)) / nullif(ST_Area($1), 0) FROM area a WHERE a.code = $2
