-- Whether there is an area.
SELECT EXISTS (SELECT FROM pub_area WHERE code = $1)
