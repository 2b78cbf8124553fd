-- Keeps others from writing a rule until the end of the transaction.
SELECT rule FROM coverage_rule WHERE rule = $1 FOR UPDATE
