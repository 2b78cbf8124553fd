-- A new inspection; nothing happens when its id is taken, whoever was first.
INSERT INTO inspection (id, kind, round, device_id, observed_at, observer, marker_id, marker, conditions, raw_lon, raw_lat,
    crs, geom, accuracy_m, note, photos, flags, content_hash, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, nullif($12, ''), $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT (id) DO NOTHING
RETURNING id
