-- Secrecy grades (密级) of entries, of their fields and name forms, and the clearance of accounts; the fields of the census form.

ALTER TABLE account ADD COLUMN clearance smallint NOT NULL DEFAULT 0 CHECK (clearance BETWEEN 0 AND 4);
COMMENT ON COLUMN account.clearance IS 'Up to which grade the person may read: 0 public, 1 内部, 2 秘密, 3 机密, 4 绝密.';

-- Entries: what the census form (地名登记表) asks for besides, and grades by field.
ALTER TABLE place
    ADD COLUMN language      text NOT NULL DEFAULT '',
    ADD COLUMN founded       text NOT NULL DEFAULT '',
    ADD COLUMN named         text NOT NULL DEFAULT '',
    ADD COLUMN abolished     text NOT NULL DEFAULT '',
    ADD COLUMN description   text NOT NULL DEFAULT '',
    ADD COLUMN survey_method text NOT NULL DEFAULT '',
    ADD COLUMN source        text NOT NULL DEFAULT '',
    ADD COLUMN registrar     text NOT NULL DEFAULT '',
    ADD COLUMN registered_on date,
    ADD COLUMN crosses       text[] NOT NULL DEFAULT '{}',
    ADD COLUMN secrecy       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(secrecy) = 'object'),
    ADD COLUMN grade         smallint NOT NULL GENERATED ALWAYS AS (coalesce((secrecy ->> 'entry')::smallint, 0)) STORED,
    ADD COLUMN geom_grade    smallint NOT NULL GENERATED ALWAYS AS (
        greatest(coalesce((secrecy ->> 'entry')::smallint, 0), coalesce((secrecy ->> 'position')::smallint, 0))) STORED;
COMMENT ON COLUMN place.language IS '语种: the language that the name comes from.';
COMMENT ON COLUMN place.founded IS '设立年代, as the source words it: 1956, 明洪武年间.';
COMMENT ON COLUMN place.named IS '命名年代.';
COMMENT ON COLUMN place.abolished IS '废止年代.';
COMMENT ON COLUMN place.description IS '地理实体概况.';
COMMENT ON COLUMN place.survey_method IS '坐标获取方式.';
COMMENT ON COLUMN place.source IS '资料来源.';
COMMENT ON COLUMN place.registrar IS '登记人, with registered_on 登记时间.';
COMMENT ON COLUMN place.crosses IS '所跨行政区: codes of further areas that it crosses.';
COMMENT ON COLUMN place.secrecy IS 'Grades (密级) by field, 1 to 4; entry is the whole entry, position its geometry.';

ALTER TABLE place_name
    ADD COLUMN sheet   text NOT NULL DEFAULT '',
    ADD COLUMN edition text NOT NULL DEFAULT '',
    ADD COLUMN scale   text NOT NULL DEFAULT '',
    ADD COLUMN grade   smallint NOT NULL DEFAULT 0 CHECK (grade BETWEEN 0 AND 4);
COMMENT ON COLUMN place_name.sheet IS 'Of a name on a map: its sheet (图幅), edition (版次) and scale (比例尺).';

DROP VIEW place_record;
CREATE VIEW place_record AS
    SELECT p.id, p.ref, p.name, p.pinyin, p.class_code, c.name AS class_name, p.area_code,
           ARRAY(SELECT a.name FROM pub_area a
                 WHERE a.code IN (left(p.area_code, 4), left(p.area_code, 6), left(p.area_code, 9), left(p.area_code, 12))
                 ORDER BY a.code) AS area_path,
           p.division_code, p.place_code, p.status, p.geom, public.ST_X(x.at) AS lon, public.ST_Y(x.at) AS lat,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'pinyin', n.pinyin,
                        'language', n.language, 'script', n.script, 'from', n.from_on, 'to', n.to_on, 'source', n.source,
                        'sheet', n.sheet, 'edition', n.edition, 'scale', n.scale, 'grade', n.grade)
                     ORDER BY array_position(ARRAY['standard', 'short', 'alias', 'former', 'map', 'minority', 'other'], n.kind), n.seq)
                     FROM place_name n WHERE n.place_id = p.id), '[]') AS names,
           p.meaning, p.origin_text, p.history, p.position_origin, p.position_reason, p.trap, p.origin,
           p.language, p.founded, p.named, p.abolished, p.description, p.survey_method, p.source, p.registrar, to_char(p.registered_on, 'YYYY-MM-DD') AS registered_on, p.crosses,
           p.secrecy, p.valid_from, p.valid_to, p.version, p.created_at, p.updated_at
    FROM place p
    JOIN place_class c ON c.code = p.class_code
    CROSS JOIN LATERAL (SELECT CASE WHEN public.GeometryType(p.geom) = 'POINT' THEN p.geom
                                    ELSE public.ST_PointOnSurface(p.geom) END AS at) x;
COMMENT ON VIEW place_record IS 'lon and lat are the point of an entry, or a point on its line or polygon. Nothing is left out: what a reader may see, package gazetteer decides.';

-- Tiles are for everybody: only what is public is drawn.
CREATE OR REPLACE VIEW map_place AS
    SELECT id, id::text AS key, name, class_code, status, geom,
           CASE WHEN class_code LIKE '21%' THEN 0 WHEN class_code LIKE '22%' THEN 100000 ELSE 200000 END
               + CASE WHEN class_code LIKE '21%' THEN class_code::integer ELSE 0 END
               + CASE status WHEN 'current' THEN 0 ELSE 1000000 END AS rank
    FROM place
    WHERE geom IS NOT NULL AND status <> 'retired' AND geom_grade = 0;
