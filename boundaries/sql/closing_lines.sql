-- Lines of county level and above.
SELECT geom FROM boundary_line WHERE level <> 'township' AND status <> 'retired' AND valid_to IS NULL ORDER BY code
