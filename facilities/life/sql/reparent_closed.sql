-- Ends on a day ($3) that facilities serve areas ($2) which end by a change ($1); what would begin later never begins.
WITH ended AS (SELECT o.old_code FROM area_move o WHERE o.change_id = $1
               GROUP BY o.old_code HAVING bool_and(o.new_code <> o.old_code)),
never AS (DELETE FROM facility_service WHERE area_code = ANY ($2::text[]) AND area_code IN (SELECT old_code FROM ended) AND from_on >= $3::date)
UPDATE facility_service SET to_on = $3
WHERE area_code = ANY ($2) AND area_code IN (SELECT old_code FROM ended) AND from_on < $3 AND (to_on IS NULL OR to_on > $3)
