-- Keeps others from writing a finding until the end of the transaction.
SELECT FROM finding WHERE id = $1 FOR UPDATE
