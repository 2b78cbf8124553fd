-- Gives areas that follow whole and alone in a change ($1) the figures of what they were.
INSERT INTO population (area_code, year, population, age60, age65, age80, households, origin)
SELECT m.new_code, p.year, p.population, p.age60, p.age65, p.age80, p.households, p.origin
FROM area_move m JOIN population p ON p.area_code = m.old_code
WHERE m.change_id = $1 AND m.old_code <> m.new_code
  AND NOT EXISTS (SELECT FROM area_move o WHERE o.change_id = $1 AND (o.old_code = m.old_code) <> (o.new_code = m.new_code))
  AND NOT EXISTS (SELECT FROM area_past k WHERE k.change_id = $1 AND k.code = m.new_code)
ON CONFLICT (area_code, year) DO NOTHING
