-- Views for what reads across domains (tiles, exports). One reviewed place of coupling.

CREATE VIEW map_place AS
    SELECT id::text AS key, name, class_code, status, geom FROM place
    WHERE geom IS NOT NULL AND status <> 'retired';

CREATE VIEW map_area AS
    SELECT code AS key, name, level, geom, seat FROM area
    WHERE NOT external AND valid_to IS NULL AND (geom IS NOT NULL OR seat IS NOT NULL);

CREATE VIEW map_line AS
    SELECT code AS key, name, level, agreed_length_km::double precision AS agreed_length_km,
           left_area, right_area, status, geom FROM boundary_line
    WHERE status <> 'retired';

CREATE VIEW map_closing_edge AS
    SELECT area_code AS key, geom FROM closing_edge;

CREATE VIEW map_marker AS
    SELECT id::text AS key, number, type, side, grade, status, geom FROM marker
    WHERE status <> 'retired';

CREATE VIEW map_facility AS
    SELECT f.id::text AS key, f.kind, f.name, coalesce(s.status, 'unknown') AS status, f.geom
    FROM facility f
    LEFT JOIN LATERAL (SELECT status FROM facility_status
        WHERE facility_id = f.id AND from_on <= current_date
        ORDER BY from_on DESC LIMIT 1) s ON true
    WHERE f.geom IS NOT NULL AND NOT f.retired;

CREATE VIEW map_road AS SELECT id::text AS key, name, class, geom FROM road;

CREATE VIEW map_constraint AS SELECT id::text AS key, kind, name, rule, geom FROM siting_constraint;
