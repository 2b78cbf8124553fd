-- Adds or changes an area, its polygon aside; a neighbour that turns out to be inside is external no more.
INSERT INTO area (code, name, level, parent, formal, pinyin, seat, valid_from, valid_to, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::date, $9::text::date, $10)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent = excluded.parent, external = false,
    formal = excluded.formal, pinyin = excluded.pinyin, seat = excluded.seat, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to, origin = excluded.origin, version = area.version + 1, updated_at = now()
RETURNING version
