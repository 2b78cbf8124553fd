-- Keeps others from closing a report until the end of the transaction.
SELECT FROM place_report WHERE id = $1 FOR UPDATE
