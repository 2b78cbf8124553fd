-- Keeps others from writing an entry until the end of the transaction.
SELECT FROM place WHERE id = $1 FOR UPDATE
