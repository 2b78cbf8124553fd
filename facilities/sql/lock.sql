-- Keeps others from writing a facility until the transaction ends.
SELECT FROM facility WHERE id = $1 FOR UPDATE
