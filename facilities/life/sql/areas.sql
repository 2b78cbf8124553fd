-- Levels of the areas of today with the codes ($1), those outside the prefecture left out.
SELECT code, level FROM pub_area
WHERE code = ANY ($1::text[]) AND NOT external AND (valid_to IS NULL OR valid_to > current_date)
