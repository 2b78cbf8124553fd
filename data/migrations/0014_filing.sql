-- Filing (备案) and announcement (公告) of approved names, and the ledger of name changes
-- (地名变更台账) as its readers see it. Articles are those of 地名管理条例 (2022).

-- An approval filed with the authority that art. 13 names; undone ones stay readable.
CREATE TABLE filing (
    id          uuid PRIMARY KEY,
    approval_id uuid NOT NULL REFERENCES approval (id),
    filed_on    date NOT NULL,
    document    text NOT NULL CHECK (document <> ''),
    receiver    text NOT NULL CHECK (receiver <> ''),
    clerk       text NOT NULL DEFAULT '',
    undone      boolean NOT NULL DEFAULT false,
    undone_why  text NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT filing_undone CHECK (undone = (undone_why <> ''))
);
COMMENT ON COLUMN filing.document IS 'Number of the filing report (备案报告文号).';
COMMENT ON COLUMN filing.receiver IS 'The authority that it was filed with.';
CREATE UNIQUE INDEX filing_once ON filing (approval_id) WHERE NOT undone;
SELECT track('filing', 'approval', 'approval_id');

-- Announcements of a bureau, numbered without gaps in a year; never deleted.
CREATE TABLE announcement (
    id           uuid PRIMARY KEY,
    area_code    text NOT NULL REFERENCES area (code),
    kind         text NOT NULL CHECK (kind IN ('names', 'correction', 'withdrawal')),
    state        text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'corrected', 'withdrawn', 'discarded')),
    replaces     uuid REFERENCES announcement (id),
    year         integer CHECK (year BETWEEN 1949 AND 9999),
    serial       integer CHECK (serial > 0),
    number       text NOT NULL DEFAULT '',
    title        text NOT NULL CHECK (title <> ''),
    body         text NOT NULL DEFAULT '',
    closing      text NOT NULL DEFAULT '',
    issuer       text NOT NULL CHECK (issuer <> ''),
    published_on date,
    published_at timestamptz,
    clerk        text NOT NULL DEFAULT '',
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT announcement_number UNIQUE (area_code, year, serial),
    CONSTRAINT announcement_replaces CHECK ((kind = 'names') = (replaces IS NULL)),
    CONSTRAINT announcement_published CHECK ((state IN ('draft', 'discarded')) = (published_on IS NULL)
        AND (published_on IS NULL) = (serial IS NULL) AND (serial IS NULL) = (year IS NULL) AND (serial IS NULL) = (published_at IS NULL))
);
COMMENT ON COLUMN announcement.area_code IS 'Area of the bureau that announces; it numbers its own.';
COMMENT ON COLUMN announcement.replaces IS 'The announcement that this one corrects or withdraws.';
COMMENT ON COLUMN announcement.number IS 'As printed, say 〔2026〕第3号; given on publication.';
CREATE INDEX announcement_state ON announcement (state, area_code text_pattern_ops);
CREATE UNIQUE INDEX announcement_one_successor ON announcement (replaces) WHERE state NOT IN ('draft', 'discarded');
SELECT track('announcement', 'announcement', 'id');

-- The names of an announcement with the fields of art. 14, as they are printed.
CREATE TABLE announced_name (
    id              uuid PRIMARY KEY,
    announcement_id uuid NOT NULL REFERENCES announcement (id),
    seq             integer NOT NULL CHECK (seq > 0),
    edit_id         uuid NOT NULL REFERENCES place_edit (id),
    matter          text NOT NULL,
    name            text NOT NULL DEFAULT '',
    former          text NOT NULL DEFAULT '',
    pinyin          text NOT NULL DEFAULT '',
    area            text NOT NULL DEFAULT '',
    position        text NOT NULL DEFAULT '',
    authority       text NOT NULL DEFAULT '',
    approved_on     date NOT NULL,
    CONSTRAINT announced_name_edit UNIQUE (announcement_id, edit_id)
);
COMMENT ON COLUMN announced_name.former IS 'The name before a renaming.';
COMMENT ON COLUMN announced_name.area IS '所属政区.';
COMMENT ON COLUMN announced_name.position IS '位置描述.';
CREATE INDEX announced_name_of_edit ON announced_name (edit_id);
SELECT track('announced_name', 'announcement', 'announcement_id');

-- What a bureau has set for itself; the nearest area above counts where there is none.
CREATE TABLE filing_setting (
    area_code text PRIMARY KEY REFERENCES area (code),
    warn_days integer NOT NULL DEFAULT 5 CHECK (warn_days BETWEEN 0 AND 15),
    texts     jsonb NOT NULL DEFAULT '{}',
    version   bigint NOT NULL DEFAULT 1
);
COMMENT ON COLUMN filing_setting.warn_days IS 'So many days before a day due the clock warns.';
COMMENT ON COLUMN filing_setting.texts IS 'Templates of its papers, by name; a missing one is the program''s.';
SELECT track('filing_setting', 'filing_setting', 'area_code');

CREATE INDEX place_edit_order ON place_edit (edited_on DESC, id DESC);

-- The ledger: each edit with its approval and both days due (art. 13 and 14: within 15 days
-- of the approval; names approved by other departments are announced within 15 days of their
-- filing). A day due is null where the edit has no such duty. The name is the one after the edit.
CREATE VIEW ledger_edit AS
    SELECT e.id AS edit_id, e.place_id, e.edited_on, e.op, e.matter, e.area_code, e.class_code, coalesce(c.name, '') AS class_name,
           coalesce(e.after ->> 'name', (SELECT n.before ->> 'name' FROM place_edit n
               WHERE n.place_id = e.place_id AND (n.edited_on, n.id) > (e.edited_on, e.id) AND n.before ? 'name'
               ORDER BY n.edited_on, n.id LIMIT 1), p.name) AS name,
           coalesce(e.after ->> 'pinyin', (SELECT n.before ->> 'pinyin' FROM place_edit n
               WHERE n.place_id = e.place_id AND (n.edited_on, n.id) > (e.edited_on, e.id) AND n.before ? 'pinyin'
               ORDER BY n.edited_on, n.id LIMIT 1), p.pinyin) AS pinyin,
           coalesce((SELECT x.name FROM pub_area x WHERE x.code = left(e.area_code, 6) AND length(e.area_code) >= 6), '') AS county,
           coalesce((SELECT x.name FROM pub_area x WHERE x.code = left(e.area_code, 9) AND length(e.area_code) >= 9), '') AS township,
           p.geom, e.before, e.after, e.approval_id, a.authority, a.authority_kind, a.authority_area, a.document, a.approved_on,
           CASE WHEN e.matter <> 'correction' THEN a.approved_on + 15 END AS filing_due_on, e.filed_on,
           CASE WHEN e.matter = 'correction' THEN NULL WHEN a.authority_kind = 'other_department' THEN e.filed_on + 15
                ELSE a.approved_on + 15 END AS announcement_due_on, e.announced_on,
           coalesce((SELECT m.number FROM announced_name x JOIN announcement m ON m.id = x.announcement_id
               WHERE x.edit_id = e.id AND m.state = 'published' LIMIT 1), '') AS announcement_number,
           CASE WHEN e.taken_in_on IS NOT NULL THEN 'taken_in' WHEN e.returned_on IS NOT NULL THEN 'returned'
                WHEN e.reported_on IS NOT NULL THEN 'reported' ELSE 'unreported' END AS national_state,
           e.reported_on, e.taken_in_on, e.returned_on, e.return_reason, e.export_version, e.clerk, e.set_id, s.number AS set_number
    FROM place_edit e
    JOIN place p ON p.id = e.place_id
    LEFT JOIN place_class c ON c.code = e.class_code
    LEFT JOIN approval a ON a.id = e.approval_id
    LEFT JOIN change_set s ON s.id = e.set_id;

-- Approvals with what is done of them and what is not; sets that are not withdrawn count.
CREATE VIEW approval_record AS
    SELECT a.id, a.authority, a.authority_kind, a.authority_area, a.document, a.approved_on, a.note, a.version,
           e.edits, e.unfiled, e.unannounced, e.filed_on, e.announced_on, s.unpublished,
           CASE WHEN e.edits + s.unpublished > 0 THEN a.approved_on + 15 END AS filing_due_on,
           CASE WHEN e.edits + s.unpublished = 0 THEN NULL WHEN a.authority_kind <> 'other_department' THEN a.approved_on + 15
                WHEN e.edits > 0 AND e.unfiled = 0 THEN e.filed_on + 15 END AS announcement_due_on,
           coalesce(f.document, '') AS filing_document, coalesce(f.receiver, '') AS filing_receiver, coalesce(f.clerk, '') AS filing_clerk,
           CASE WHEN e.edits > 0 THEN e.areas ELSE s.areas END AS areas, s.sets
    FROM approval a
    LEFT JOIN filing f ON f.approval_id = a.id AND NOT f.undone
    CROSS JOIN LATERAL (
        SELECT count(*)::integer AS edits, count(*) FILTER (WHERE filed_on IS NULL)::integer AS unfiled,
               count(*) FILTER (WHERE announced_on IS NULL)::integer AS unannounced, max(filed_on) AS filed_on,
               max(announced_on) AS announced_on, coalesce(array_agg(DISTINCT p.area_code), '{}') AS areas
        FROM place_edit x JOIN place p ON p.id = x.place_id WHERE x.approval_id = a.id AND x.matter <> 'correction') e
    CROSS JOIN LATERAL (
        SELECT (count(*) FILTER (WHERE state <> 'published'))::integer AS unpublished, coalesce(array_agg(DISTINCT area_code), '{}') AS areas,
               coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number, 'title', title, 'state', state, 'area_code', area_code)
                   ORDER BY number), '[]') AS sets
        FROM change_set WHERE approval_id = a.id AND state <> 'withdrawn') s;
COMMENT ON COLUMN approval_record.areas IS 'Area codes of its names today, of its change sets before they are published.';
