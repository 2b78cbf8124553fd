-- Keeps others from writing a change until the transaction ends.
SELECT FROM area_change WHERE id = $1 FOR UPDATE
