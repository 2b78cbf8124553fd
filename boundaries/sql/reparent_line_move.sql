-- Notes what became of a line.
INSERT INTO line_move (change_id, old_code, new_code) VALUES ($1, $2, $3)
