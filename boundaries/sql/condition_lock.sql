-- Locks a condition and gives its version.
SELECT version FROM inspection_condition WHERE code = $1 FOR UPDATE
