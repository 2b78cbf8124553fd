-- The track of a new inspection.
INSERT INTO inspection_track (inspection_id, geom, times, points, started_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6)
