-- How far the rebuild has come ($1).
UPDATE search_index SET upto = $1
