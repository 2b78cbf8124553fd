-- Adds a walk; the columns of Input, its hash, its author, source, flags, the times of its track, and when it was received.
INSERT INTO patrol (id, plan_id, area_code, patroller, started_at, ended_at, geom, note, content_hash, author, author_name, source, flags, times, received_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
