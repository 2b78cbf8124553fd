-- Counties and townships of today in an area ($1).
SELECT code, name, level FROM pub_area
WHERE starts_with(code, $1) AND level IN ('county', 'township') AND NOT external AND (valid_to IS NULL OR valid_to > current_date)
