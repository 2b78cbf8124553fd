-- Keeps others from writing a set until the end of the transaction.
SELECT FROM change_set WHERE id = $1 FOR UPDATE
