-- The parties of lines ($1): their areas; with the codes of those lines and of areas ($2) that exist, and the levels of the lines.
SELECT coalesce((SELECT array_agg(code) FROM boundary_line WHERE code = ANY ($1)), '{}'),
    coalesce((SELECT array_agg(DISTINCT p) FROM boundary_line l, unnest(ARRAY[l.left_area, l.right_area]) p WHERE l.code = ANY ($1)), '{}'),
    coalesce((SELECT array_agg(code) FROM area WHERE code = ANY ($2) AND (valid_to IS NULL OR valid_to > current_date)), '{}'),
    coalesce((SELECT array_agg(DISTINCT level) FROM boundary_line WHERE code = ANY ($1)), '{}')
