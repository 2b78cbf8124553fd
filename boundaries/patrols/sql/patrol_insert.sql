-- Adds a walk; the columns of Input, its hash and its author.
INSERT INTO patrol (id, plan_id, area_code, patroller, started_at, ended_at, geom, note, content_hash, author, author_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
