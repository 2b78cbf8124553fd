-- Sets the closing edge of a county.
INSERT INTO closing_edge (area_code, geom) VALUES ($1, $2) ON CONFLICT (area_code) DO UPDATE SET geom = excluded.geom
