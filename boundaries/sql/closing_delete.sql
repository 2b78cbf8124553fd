-- Removes the closing edge of a county.
DELETE FROM closing_edge WHERE area_code = $1
