-- Keeps others from writing a plan until the end of the transaction.
SELECT FROM patrol_plan WHERE id = $1 FOR UPDATE
