-- Adds a road or changes it, by its id.
INSERT INTO road (id, ref, name, class, surface, speed_kmh, from_code, to_code, geom, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id) DO UPDATE SET ref = excluded.ref, name = excluded.name, class = excluded.class, surface = excluded.surface,
    speed_kmh = excluded.speed_kmh, from_code = excluded.from_code, to_code = excluded.to_code,
    geom = excluded.geom, origin = excluded.origin, version = road.version + 1
