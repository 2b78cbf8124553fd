-- Entries in an area ($2) with a name form that holds a text ($1) and has no pinyin of its own, $3 at most.
SELECT DISTINCT p.id FROM place p JOIN place_name n ON n.place_id = p.id
WHERE starts_with(p.area_code, $2) AND p.status <> 'retired' AND n.pinyin = '' AND strpos(n.text, $1) > 0
ORDER BY p.id LIMIT $3
