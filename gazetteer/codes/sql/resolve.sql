-- The entry that has or had a code ($1), for readers of a grade ($2).
SELECT h.place_id, h.since, r.name, r.pinyin, r.status, r.place_code, r.area_code, r.area_path, r.class_code, r.class_name
FROM place_code_held h JOIN place_record r ON r.id = h.place_id
WHERE h.code = $1 AND greatest(coalesce((r.secrecy ->> 'entry')::smallint, 0), coalesce((r.secrecy ->> 'place_code')::smallint, 0)) <= $2
