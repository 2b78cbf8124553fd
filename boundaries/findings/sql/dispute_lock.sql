-- Keeps others from writing a dispute until the end of the transaction.
SELECT FROM dispute WHERE id = $1 FOR UPDATE
