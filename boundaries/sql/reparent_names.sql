-- Names of all areas, ended ones too, and what those whose code goes on in a change ($1) were called before.
SELECT a.code, a.name, a.external, coalesce(p.name, a.name) FROM area a LEFT JOIN area_past p ON p.code = a.code AND p.change_id = $1
