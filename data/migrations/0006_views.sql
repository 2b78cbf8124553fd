-- Views for what reads across domains (tiles, exports). One reviewed place of coupling.
--
-- key is the text by which the outbox names a row; id, where there is one, is the same
-- as a UUID, for looking rows up by index. rank says which of many crowded rows are
-- drawn first (smaller first): seats of higher areas before lower ones, then settlements. Days are those of the session's time zone.

CREATE VIEW map_place AS
    SELECT id, id::text AS key, name, class_code, status, geom,
           CASE WHEN class_code LIKE '21%' THEN 0 WHEN class_code LIKE '22%' THEN 100000 ELSE 200000 END
               + CASE WHEN class_code LIKE '21%' THEN class_code::integer ELSE 0 END
               + CASE status WHEN 'current' THEN 0 ELSE 1000000 END AS rank
    FROM place
    WHERE geom IS NOT NULL AND status <> 'retired';

CREATE VIEW map_area AS
    SELECT code AS key, name, level, geom, coalesce(seat, public.ST_PointOnSurface(geom)) AS seat,
           coalesce((SELECT value = 'true' FROM setting WHERE key = 'schematic'), false) AS schematic
    FROM area
    WHERE NOT external AND (geom IS NOT NULL OR seat IS NOT NULL)
      AND (valid_from IS NULL OR valid_from <= current_date)
      AND (valid_to IS NULL OR valid_to > current_date);

CREATE VIEW map_line AS
    SELECT code AS key, name, level, agreed_length_km::double precision AS agreed_length_km,
           left_area, right_area, status, geom
    FROM boundary_line
    WHERE status <> 'retired'
      AND (valid_from IS NULL OR valid_from <= current_date)
      AND (valid_to IS NULL OR valid_to > current_date);

CREATE VIEW map_closing_edge AS
    SELECT area_code AS key, geom FROM closing_edge;

CREATE VIEW map_marker AS
    SELECT id, id::text AS key, number, type, side, grade, status, geom
    FROM marker
    WHERE status <> 'retired';

CREATE VIEW map_facility AS
    SELECT f.id, f.id::text AS key, f.kind, f.name, s.status, f.geom,
           array_position(ARRAY['in_use', 'building', 'planned', 'closed', 'unknown'], s.status) AS rank
    FROM facility f
    CROSS JOIN LATERAL (SELECT coalesce((SELECT status FROM facility_status
        WHERE facility_id = f.id AND from_on <= current_date
        ORDER BY from_on DESC LIMIT 1), 'unknown') AS status) s
    WHERE f.geom IS NOT NULL AND NOT f.retired;

CREATE VIEW map_road AS
    SELECT id, id::text AS key, name, class, geom FROM road;

CREATE VIEW map_constraint AS
    SELECT id, id::text AS key, kind, name, rule, geom FROM siting_constraint;
