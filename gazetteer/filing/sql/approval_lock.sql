-- Keeps others from writing an approval ($1) until the end.
SELECT version FROM approval WHERE id = $1 FOR UPDATE
