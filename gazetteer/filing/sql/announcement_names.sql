-- The names of an announcement ($1) in their order; of one that is not published without those above a reader's grade ($2).
SELECT edit_id, matter, name, former, pinyin, area, position, authority, approved_on::text AS approved_on
FROM announced_name n WHERE announcement_id = $1 AND NOT (
    EXISTS (SELECT FROM place_edit e JOIN place p ON p.id = e.place_id WHERE e.id = n.edit_id AND p.grade > $2)
    AND EXISTS (SELECT FROM announcement a WHERE a.id = $1 AND a.published_on IS NULL))
ORDER BY seq
