-- Takes away the targets of an indicator ($1) for areas other than those kept ($2).
DELETE FROM indicator_target WHERE indicator_id = $1 AND area_code <> ALL ($2::text[])
