-- Keeps others from writing entries until the end of the transaction; in order, so that two never wait for each other.
SELECT FROM place WHERE id = ANY ($1) ORDER BY id FOR UPDATE
