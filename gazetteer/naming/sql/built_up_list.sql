-- All rows of naming_built_up.
SELECT * FROM naming_built_up ORDER BY name
