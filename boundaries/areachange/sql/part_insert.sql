-- Adds a part to a draft.
INSERT INTO area_change_part (change_id, seq, old_codes, code, name, pinyin, parent, seat, geom, members)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
