-- All checks.
SELECT * FROM quality_check ORDER BY class_prefix, kind
