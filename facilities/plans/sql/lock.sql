-- Keeps others from writing a plan until the transaction ends.
SELECT FROM facility_plan WHERE id = $1 FOR UPDATE
