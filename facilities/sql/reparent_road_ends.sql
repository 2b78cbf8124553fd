-- Makes the ends of roads at the areas ($2) follow a change ($1).
UPDATE road SET from_code = coalesce(area_heir($1, from_code, NULL), from_code), to_code = coalesce(area_heir($1, to_code, NULL), to_code),
    version = version + 1
WHERE from_code = ANY ($2::text[]) OR to_code = ANY ($2)
