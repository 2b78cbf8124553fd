-- Adds or replaces a witness of a marker; one that stays as it is is left alone.
INSERT INTO marker_witness AS w (marker_id, seq, text, bearing_deg, distance_m, geom)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (marker_id, seq) DO UPDATE
SET text = excluded.text, bearing_deg = excluded.bearing_deg, distance_m = excluded.distance_m, geom = excluded.geom
WHERE (w.text, w.bearing_deg, w.distance_m, w.geom::bytea)
    IS DISTINCT FROM (excluded.text, excluded.bearing_deg, excluded.distance_m, excluded.geom::bytea)
