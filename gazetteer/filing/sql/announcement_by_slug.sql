-- Id of the published announcement of a bureau ($1), year ($2) and serial ($3).
SELECT id FROM announcement WHERE area_code = $1 AND year = $2 AND serial = $3
