-- Whether an area ($1) exists inside the prefecture, and the parties of a line in force ($2), null for none.
SELECT EXISTS (SELECT FROM area WHERE code = $1 AND NOT external AND (valid_to IS NULL OR valid_to > current_date)),
    (SELECT ARRAY[left_area, right_area] FROM boundary_line
     WHERE code = $2 AND status <> 'retired' AND (valid_to IS NULL OR valid_to > current_date))
