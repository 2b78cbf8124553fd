-- Every road, in a fixed order.
SELECT class, speed_kmh, geom FROM road ORDER BY id
