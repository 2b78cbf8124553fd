-- Keeps others from writing a zone until the transaction ends.
SELECT FROM burial_zone WHERE id = $1 FOR UPDATE
