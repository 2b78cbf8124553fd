-- Code of the prefecture that this installation serves, empty for none.
SELECT coalesce((SELECT value ->> 'code' FROM setting WHERE key = 'prefecture'), '')
