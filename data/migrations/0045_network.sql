-- Travel time: the parameters of the road network, and when caches must build it again.

CREATE TABLE network_setting (
    id               boolean PRIMARY KEY DEFAULT true CHECK (id),
    walk_kmh         double precision NOT NULL DEFAULT 5 CHECK (walk_kmh >= 0.5 AND walk_kmh <= 10),
    off_road_limit_m double precision NOT NULL DEFAULT 5000 CHECK (off_road_limit_m >= 0 AND off_road_limit_m <= 100000),
    own_speeds       boolean NOT NULL DEFAULT true,
    national_kmh     double precision NOT NULL DEFAULT 60 CHECK (national_kmh >= 1 AND national_kmh <= 200),
    provincial_kmh   double precision NOT NULL DEFAULT 50 CHECK (provincial_kmh >= 1 AND provincial_kmh <= 200),
    county_kmh       double precision NOT NULL DEFAULT 40 CHECK (county_kmh >= 1 AND county_kmh <= 200),
    township_kmh     double precision NOT NULL DEFAULT 30 CHECK (township_kmh >= 1 AND township_kmh <= 200),
    village_kmh      double precision NOT NULL DEFAULT 20 CHECK (village_kmh >= 1 AND village_kmh <= 200),
    version          bigint NOT NULL DEFAULT 1,
    updated_at       timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE network_setting IS 'One row: how travel times are computed. A bureau sets its own.';
COMMENT ON COLUMN network_setting.walk_kmh IS 'Speed of walking in a straight line between a place and the road.';
COMMENT ON COLUMN network_setting.off_road_limit_m IS 'Places farther from any road are flagged; without a road between two places, walking counts up to here.';
COMMENT ON COLUMN network_setting.own_speeds IS 'A road that states its speed keeps it; false: the speed of its class holds for all.';
SELECT track('network_setting', 'network_setting', 'id');

CREATE FUNCTION announce_network() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cairn.outbox (topic, key) VALUES ('network', 'setting');
    PERFORM pg_notify('cairn', 'network');
    RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON network_setting FOR EACH ROW EXECUTE FUNCTION announce_network();

SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'parameters of travel times to begin with');
INSERT INTO network_setting DEFAULT VALUES;
