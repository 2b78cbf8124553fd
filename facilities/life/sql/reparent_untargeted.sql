-- Takes away the greening targets of areas ($2) that have heirs in a change ($1).
DELETE FROM greening_target t WHERE t.area_code = ANY ($2::text[]) AND area_heir($1, t.area_code, NULL) <> t.area_code
