-- The parts of a change in their order.
SELECT old_codes, code, name, pinyin, parent, seat, geom, members FROM area_change_part WHERE change_id = $1 ORDER BY seq
