-- All rows of naming_rule.
SELECT * FROM naming_rule ORDER BY code
