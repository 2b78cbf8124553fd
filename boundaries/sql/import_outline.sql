-- Sets the polygon of an area; makes the area when it is not there yet, under its parent if that is.
INSERT INTO area (code, name, level, parent, geom, origin)
VALUES ($1, $2, $3, (SELECT code FROM area WHERE code = $4), $5, $6)
ON CONFLICT (code) DO UPDATE SET geom = excluded.geom, version = area.version + 1, updated_at = now()
RETURNING version
