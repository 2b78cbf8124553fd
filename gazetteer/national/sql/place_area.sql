-- The area of an entry that is not retired, to judge the right to it.
SELECT area_code FROM place WHERE id = $1 AND status <> 'retired'
