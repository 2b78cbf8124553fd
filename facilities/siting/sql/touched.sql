-- Scenarios that are not withdrawn of areas ($1).
SELECT id::text, name, area_code FROM siting_scenario WHERE NOT retired AND area_code = ANY ($1::text[]) ORDER BY name, id
