-- Lines of county level and above.
SELECT geom FROM boundary_line WHERE level <> 'township' AND status <> 'retired' ORDER BY code
