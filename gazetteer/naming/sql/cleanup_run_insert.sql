-- Remembers a run.
INSERT INTO cleanup_run (id, area_code, actor, at, entries, found, added, closed, seconds) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
