-- One area as it was on a day ($2) or, without one then, as it is on file: with its seat, its box (or that of the areas in it), the chain of its parents, and what it was before and became.
SELECT a.code, a.name, a.level, a.parent, a.external, a.formal, a.pinyin, a.seat,
    coalesce(ST_Envelope(a.geom), (
        SELECT ST_SetSRID(ST_Extent(coalesce(i.geom, i.seat))::geometry, 4490) FROM area i
        WHERE i.code LIKE a.code || '%' AND NOT i.external)),
    (SELECT jsonb_agg(jsonb_build_object('code', p.code, 'name', p.name, 'level', p.level) ORDER BY length(p.code)) FROM (
         SELECT DISTINCT ON (p.code) p.code, CASE WHEN p.code = a.code THEN a.name ELSE p.name END AS name, p.level FROM pub_area_state p
         WHERE p.code IN (left(a.code, 2), left(a.code, 4), left(a.code, 6), left(a.code, 9), a.code)
         ORDER BY p.code, (p.valid_from IS NULL OR p.valid_from <= $2::text::date) AND (p.valid_to IS NULL OR p.valid_to > $2::text::date) DESC,
             p.valid_to DESC NULLS FIRST) p),
    a.valid_from::text, a.valid_to::text,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('code', s.new_code, 'name', n.name, 'on', s.effective_on, 'kind', s.kind,
            'document', c.document, 'change', s.change_id) ORDER BY s.effective_on, s.seq), '[]')
     FROM area_succession s JOIN area n ON n.code = s.new_code JOIN area_change c ON c.id = s.change_id WHERE s.old_code = a.code),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('code', s.old_code, 'name', o.name, 'on', s.effective_on, 'kind', s.kind,
            'document', c.document, 'change', s.change_id) ORDER BY s.effective_on, s.old_code), '[]')
     FROM area_succession s JOIN area o ON o.code = s.old_code JOIN area_change c ON c.id = s.change_id WHERE s.new_code = a.code),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'parent', s.parent, 'valid_from', s.valid_from, 'valid_to', s.valid_to,
            'change', s.change_id) ORDER BY s.valid_to), '[]')
     FROM area_past s WHERE s.code = a.code),
    area_now(a.code)
FROM pub_area_state a WHERE a.code = $1
ORDER BY (a.valid_from IS NULL OR a.valid_from <= $2::text::date) AND (a.valid_to IS NULL OR a.valid_to > $2::text::date) DESC, a.valid_to DESC NULLS FIRST
LIMIT 1
