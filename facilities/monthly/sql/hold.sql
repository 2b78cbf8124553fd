-- Keeps others from writing an edition until the end of the transaction.
SELECT FROM monthly_report WHERE id = $1 FOR UPDATE
