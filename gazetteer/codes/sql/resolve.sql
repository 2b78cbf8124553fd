-- Which entry has or had a code, and since when.
SELECT place_id, since FROM place_code_held WHERE code = $1
