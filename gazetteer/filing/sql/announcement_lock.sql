-- Keeps others from writing an announcement ($1) until the end.
SELECT version FROM announcement WHERE id = $1 FOR UPDATE
