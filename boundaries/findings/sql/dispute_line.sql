-- Parties and geodesic length, metres, of a line in force ($1).
SELECT ARRAY[left_area, right_area], geodesic_length_m FROM boundary_line
WHERE code = $1 AND status <> 'retired' AND (valid_to IS NULL OR valid_to > current_date)
