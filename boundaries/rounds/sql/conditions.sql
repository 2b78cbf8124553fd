-- Conditions in the words of papers.
SELECT code, zh FROM inspection_condition
