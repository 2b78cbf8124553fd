-- Keeps others from writing a hook until the end of the transaction.
SELECT FROM webhook WHERE id = $1 FOR UPDATE
