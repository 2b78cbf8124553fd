-- The seat of an area.
SELECT ST_X(seat), ST_Y(seat) FROM pub_area WHERE code = $1
