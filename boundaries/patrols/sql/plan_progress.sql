-- Plans of an area ($1) that hold in the part of the year with a month (its first day, $2): that part, the walks in it (of the plan, of its area, or within metres ($3) of at least a share ($4) of its line) and the last one.
SELECT n.id AS plan_id, n.area_code, coalesce(a.name, '') AS area_name, n.line_code, coalesce(l.name, '') AS line_name, n.every_months, n.patroller,
       w.since::text AS from_on, (w.until - 1)::text AS until_on, coalesce(p.patrols, 0)::integer AS patrols, p.last_at
FROM patrol_plan n
LEFT JOIN area a ON a.code = n.area_code
LEFT JOIN boundary_line l ON l.code = n.line_code
CROSS JOIN LATERAL (SELECT make_date(extract(year FROM $2::text::date)::integer,
    (extract(month FROM $2::text::date)::integer - 1) / n.every_months * n.every_months + 1, 1) AS since) s
CROSS JOIN LATERAL (SELECT s.since, (s.since + make_interval(months => n.every_months))::date AS until) w
CROSS JOIN LATERAL (SELECT public.ST_Transform(l.geom, boundary_plane()) AS course) c
LEFT JOIN LATERAL (
    SELECT count(*) AS patrols, max(p.counted_at) AS last_at FROM patrol p CROSS JOIN LATERAL (SELECT public.ST_Transform(p.geom, boundary_plane()) AS track) t
    WHERE p.counted_at >= w.since::timestamp AT TIME ZONE 'Asia/Shanghai' AND p.counted_at < w.until::timestamp AT TIME ZONE 'Asia/Shanghai'
      AND (p.plan_id = n.id OR starts_with(p.area_code, n.area_code)
           OR public.ST_DWithin(c.course, t.track, $3::float8)
              AND public.ST_Length(public.ST_Intersection(c.course, public.ST_Buffer(t.track, $3::float8))) >= $4::float8 * public.ST_Length(c.course))) p ON true
WHERE NOT n.retired AND n.from_on < w.until AND (n.until_on IS NULL OR n.until_on >= w.since)
  AND ($1::text = '' OR starts_with(n.area_code, $1) OR starts_with(l.left_area, $1) OR starts_with(l.right_area, $1))
ORDER BY n.area_code, n.line_code, n.id
