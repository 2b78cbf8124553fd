-- The whole of place_search follows the rules of a version ($1).
UPDATE search_index SET version = $1, upto = '00000000-0000-0000-0000-000000000000', rebuilt_at = now()
