-- Lines in force with a party among areas ($1).
SELECT code, name, left_area || ' ' || right_area FROM boundary_line
WHERE (left_area = ANY ($1) OR right_area = ANY ($1)) AND status <> 'retired' AND valid_to IS NULL ORDER BY code
