-- Lets a kind ($1) join groups ($2).
UPDATE facility_group SET kinds = array_append(kinds, $1) WHERE code = ANY ($2::text[]) AND NOT $1 = ANY (kinds)
