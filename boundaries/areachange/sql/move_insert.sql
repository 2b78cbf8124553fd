-- Notes what became of an area.
INSERT INTO area_move (change_id, old_code, new_code, seq) VALUES ($1, $2, $3, $4)
