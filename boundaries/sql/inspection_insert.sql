-- A new inspection; nothing happens when its id is taken, whoever was first.
INSERT INTO inspection (id, kind, round, device_id, observed_at, observer, marker_id, marker, conditions, raw_lon, raw_lat,
    crs, geom, accuracy_m, note, photos, flags, content_hash, origin, line_code, chainage_from_m, chainage_to_m, source,
    taped, corrects, clock_off)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, nullif($12, ''), $13, $14, $15, $16, $17, $18, $19, nullif($20, ''), $21,
    $22, $23, $24, $25, $26)
ON CONFLICT (id) DO NOTHING
RETURNING id
