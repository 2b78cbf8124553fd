-- What is shown of the entries found ($1), in their order, to readers of a grade ($2).
SELECT i.n, p.name, p.pinyin, coalesce(s.spaced, ''), p.class_code, p.area_code, p.area_path,
       CASE WHEN coalesce((p.secrecy ->> 'position')::smallint, 0) <= $2 THEN p.lon END,
       CASE WHEN coalesce((p.secrecy ->> 'position')::smallint, 0) <= $2 THEN p.lat END
FROM unnest($1::uuid[]) WITH ORDINALITY AS i (id, n)
JOIN place_record p ON p.id = i.id
LEFT JOIN place_search s ON s.place_id = i.id AND s.n = 0 AND s.grade <= $2
WHERE coalesce((p.secrecy ->> 'entry')::smallint, 0) <= $2
ORDER BY i.n
