-- Keeps others from writing an exemption until the end of the transaction.
SELECT FROM coverage_exemption WHERE id = $1 FOR UPDATE
