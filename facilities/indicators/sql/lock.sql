-- Keeps others from writing an indicator until the transaction ends.
SELECT FROM indicator WHERE id = $1 FOR UPDATE
