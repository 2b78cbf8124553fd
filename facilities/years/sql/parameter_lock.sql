-- Keeps others from writing a parameter until the transaction ends.
SELECT FROM burial_parameter WHERE id = $1 FOR UPDATE
