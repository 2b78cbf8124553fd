-- Keeps the state of an area ($1) up to a day, before a change gives it another.
INSERT INTO area_past (code, valid_to, valid_from, name, level, parent, formal, pinyin, seat, geom, change_id)
SELECT code, $2, valid_from, name, level, parent, formal, pinyin, seat, geom, $3 FROM area WHERE code = $1
