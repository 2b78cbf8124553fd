-- The next free code of an area (9 digits) and a class, null when they are used up.
SELECT next_place_code($1, $2)
