-- Keeps others from writing a reported figure until the end of the transaction.
SELECT FROM coverage_reported WHERE id = $1 FOR UPDATE
