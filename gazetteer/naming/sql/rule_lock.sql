-- A rule, which nobody else writes until the end.
SELECT * FROM naming_rule WHERE code = $1 FOR UPDATE
