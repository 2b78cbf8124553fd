-- Keeps others from writing a standard until the transaction ends.
SELECT FROM sizing_standard WHERE id = $1 FOR UPDATE
