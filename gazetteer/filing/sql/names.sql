-- The names of approvals ($1) or edits ($2) that have to be filed and announced, as the ledger has them.
SELECT edit_id, place_id, edited_on::text AS on, op, matter, name, pinyin, class_code, class_name, area_code, county, township,
       coalesce(before ->> 'name', '') AS before_name, approval_id, authority, authority_kind, document, approved_on::text AS approved_on,
       filed_on::text AS filed_on, announced_on::text AS announced_on, announcement_number,
       coalesce((SELECT string_agg(x.name, '' ORDER BY x.code) FROM pub_area x
                 WHERE x.code IN (left(area_code, 2), left(area_code, 4), left(area_code, 6), left(area_code, 9), left(area_code, 12))), '') AS area
FROM ledger_edit
WHERE (approval_id = ANY ($1::uuid[]) OR edit_id = ANY ($2::uuid[])) AND approval_id IS NOT NULL AND matter <> 'correction'
ORDER BY edited_on, edit_id
