-- Writes a name of an announcement.
INSERT INTO announced_name (id, announcement_id, seq, edit_id, matter, name, former, pinyin, area, position, authority, approved_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (announcement_id, edit_id) DO UPDATE SET seq = EXCLUDED.seq, matter = EXCLUDED.matter, name = EXCLUDED.name, former = EXCLUDED.former,
    pinyin = EXCLUDED.pinyin, area = EXCLUDED.area, position = EXCLUDED.position, authority = EXCLUDED.authority, approved_on = EXCLUDED.approved_on
