-- The names of approvals ($1) or edits ($2) that have to be filed and announced, as the ledger has them; their areas are those of today.
SELECT l.edit_id, l.place_id, l.edited_on::text AS on, l.op, l.matter, l.name, l.pinyin, l.class_code, l.class_name, p.area_code,
       coalesce((SELECT x.name FROM pub_area x WHERE x.code = left(p.area_code, 6) AND length(p.area_code) >= 6), '') AS county,
       coalesce((SELECT x.name FROM pub_area x WHERE x.code = left(p.area_code, 9) AND length(p.area_code) >= 9), '') AS township,
       coalesce(l.before ->> 'name', '') AS before_name, l.approval_id, l.authority, l.authority_kind, l.document, l.approved_on::text AS approved_on,
       l.filed_on::text AS filed_on, l.announced_on::text AS announced_on, l.announcement_number,
       coalesce((SELECT string_agg(x.name, '' ORDER BY x.code) FROM pub_area x
                 WHERE x.code IN (left(p.area_code, 2), left(p.area_code, 4), left(p.area_code, 6), left(p.area_code, 9), left(p.area_code, 12))), '') AS area
FROM ledger_edit l
JOIN place p ON p.id = l.place_id
WHERE (l.approval_id = ANY ($1::uuid[]) OR l.edit_id = ANY ($2::uuid[])) AND l.approval_id IS NOT NULL AND l.matter <> 'correction'
ORDER BY l.edited_on, l.edit_id
