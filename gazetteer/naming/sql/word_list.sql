-- All rows of naming_word.
SELECT * FROM naming_word ORDER BY category, word, match
