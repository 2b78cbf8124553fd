-- The names of an announcement ($1) in their order.
SELECT edit_id, matter, name, former, pinyin, area, position, authority, approved_on::text AS approved_on
FROM announced_name WHERE announcement_id = $1 ORDER BY seq
