-- Keeps others from writing a row until the end.
SELECT id FROM cleanup WHERE id = $1 FOR UPDATE
