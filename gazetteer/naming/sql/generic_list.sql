-- All rows of naming_generic.
SELECT * FROM naming_generic ORDER BY text
