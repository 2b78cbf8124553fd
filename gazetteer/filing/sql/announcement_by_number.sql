-- Ids of the published announcements with a number as printed ($1), at most two.
SELECT id FROM announcement WHERE number = $1 AND published_on IS NOT NULL LIMIT 2
