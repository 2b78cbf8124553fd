-- Kinds of facility as data: fields of their own, stages, counting rule, withdrawal; values of own fields on the facility.

ALTER TABLE facility_kind
    ADD COLUMN fields     jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(fields) = 'array'),
    ADD COLUMN stages     jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(stages) = 'array'),
    ADD COLUMN rule       text NOT NULL DEFAULT 'presence' CHECK (rule ~ '^[a-z][a-z_]{1,40}$'),
    ADD COLUMN retired    boolean NOT NULL DEFAULT false,
    ADD COLUMN version    bigint NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    DROP CONSTRAINT facility_kind_unit_check,
    ADD CONSTRAINT facility_kind_unit_check CHECK (unit IN ('county', 'township', 'village')),
    DROP CONSTRAINT facility_kind_capacity_kind_check,
    ADD CONSTRAINT facility_kind_capacity_kind_check CHECK (capacity_kind IN ('plots', 'niches', 'beds', 'places', 'none'));
COMMENT ON COLUMN facility_kind.fields IS 'Own fields: array of {"code", "name", "name_en", "type", "unit", "required", "choices", "min", "max"}; values stand in facility.extra.';
COMMENT ON COLUMN facility_kind.stages IS 'Stages of a project in their order: array of {"code", "name", "name_en", "status"}.';
COMMENT ON COLUMN facility_kind.rule IS 'Counting rule by which coverage of the kind is asked for unless another is named.';
COMMENT ON COLUMN facility_kind.retired IS 'No longer offered for new facilities; those that there are stay and count.';

ALTER TABLE facility_group
    ADD COLUMN rule       text NOT NULL DEFAULT 'presence' CHECK (rule ~ '^[a-z][a-z_]{1,40}$'),
    ADD COLUMN retired    boolean NOT NULL DEFAULT false,
    ADD COLUMN version    bigint NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    DROP CONSTRAINT facility_group_unit_check,
    ADD CONSTRAINT facility_group_unit_check CHECK (unit IN ('county', 'township', 'village'));
COMMENT ON COLUMN facility_group.retired IS 'No longer offered.';

ALTER TABLE facility
    ADD COLUMN extra jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(extra) = 'object');
COMMENT ON COLUMN facility.extra IS 'Values of the kind''s own fields, by their codes.';

-- A facility as it is shown: now with the values of its kind's own fields.
CREATE OR REPLACE VIEW facility_record AS
    SELECT f.id, f.ref, f.kind, k.name AS kind_name, f.subkind, f.name, f.area_code,
           (SELECT coalesce(array_agg(a.name ORDER BY a.code), '{}') FROM area a
            WHERE a.code IN (left(f.area_code, 4), left(f.area_code, 6), left(f.area_code, 9))) AS area_path,
           f.village_code, public.ST_X(f.geom) AS lon, public.ST_Y(f.geom) AS lat, f.precision,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('status', s.status, 'from', nullif(s.from_on, '-infinity'), 'to', s.to_on)
                                      ORDER BY s.from_on), '[]')
            FROM facility_status s WHERE s.facility_id = f.id) AS statuses,
           f.target_date, f.capacity, f.used, f.nursing_beds, f.grade, f.operator, f.approval_no, f.area_m2, f.note,
           f.position_reason, f.retired, f.origin, f.version, f.updated_at, f.extra
    FROM facility f JOIN facility_kind k ON k.code = f.kind;

SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'stages of the standard kinds');

-- The rows of before have their new columns in a revision: their day is none that a row could have had by default.
UPDATE facility_kind SET updated_at = clock_timestamp();
UPDATE facility_group SET updated_at = clock_timestamp();

UPDATE facility_kind SET stages = '[
    {"code": "application",  "name": "申报许可",   "name_en": "Applied for",         "status": "planned"},
    {"code": "construction", "name": "开工",       "name_en": "Construction begun",  "status": "building"},
    {"code": "acceptance",   "name": "验收",       "name_en": "Accepted",            "status": "building"},
    {"code": "licence",      "name": "取得许可证", "name_en": "Licensed",            "status": "in_use"}]'
WHERE code = 'commercial_cemetery';
