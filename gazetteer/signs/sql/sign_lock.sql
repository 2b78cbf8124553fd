-- Keeps others from writing a sign until the end of the transaction.
SELECT FROM sign WHERE id = $1 FOR UPDATE
