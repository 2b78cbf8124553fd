-- The entry that has or had a code.
SELECT h.place_id, h.since, r.name, r.pinyin, r.status, r.place_code, r.area_code, r.area_path, r.class_code, r.class_name
FROM place_code_held h JOIN place_record r ON r.id = h.place_id
WHERE h.code = $1
