-- How much of an area ($2) a polygon leaves over.
SELECT ST_Area(ST_Difference(a.geom, ST_UnaryUnion($1::geometry))) / nullif(ST_Area(a.geom), 0) FROM area a WHERE a.code = $2
