-- Attachments: files that belong to a record of any domain. The bytes lie in the data
-- dir's attachments/ under their SHA-256; a row says what they are and whose.

CREATE TABLE attachment (
    id             uuid PRIMARY KEY,
    owner          text NOT NULL CHECK (owner <> ''),
    owner_id       text NOT NULL CHECK (owner_id <> ''),
    role           text NOT NULL CHECK (role <> ''),
    name           text NOT NULL CHECK (name <> ''),
    kind           text NOT NULL CHECK (kind IN ('image', 'document', 'recording')),
    media_type     text NOT NULL CHECK (media_type <> ''),
    declared_type  text NOT NULL DEFAULT '',
    size           bigint NOT NULL CHECK (size > 0),
    sha256         text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    state          text NOT NULL CHECK (state IN ('ready', 'scan_failed', 'infected')),
    taken_at       timestamptz,
    width          integer CHECK (width > 0),
    height         integer CHECK (height > 0),
    exif_at        timestamptz,
    exif_lon       double precision CHECK (exif_lon BETWEEN -180 AND 180),
    exif_lat       double precision CHECK (exif_lat BETWEEN -90 AND 90),
    web_type       text NOT NULL DEFAULT '',
    web_size       bigint NOT NULL DEFAULT 0,
    web_sha256     text NOT NULL DEFAULT '' CHECK (web_sha256 ~ '^([0-9a-f]{64})?$'),
    thumb_type     text NOT NULL DEFAULT '',
    thumb_size     bigint NOT NULL DEFAULT 0,
    thumb_sha256   text NOT NULL DEFAULT '' CHECK (thumb_sha256 ~ '^([0-9a-f]{64})?$'),
    uploader_id    uuid,
    uploader       text NOT NULL CHECK (uploader <> ''),
    uploader_name  text NOT NULL DEFAULT '',
    created_at     timestamptz NOT NULL DEFAULT now(),
    removed_at     timestamptz,
    removed_by     text NOT NULL DEFAULT '',
    removed_why    text NOT NULL DEFAULT '',
    CONSTRAINT attachment_position CHECK ((exif_lon IS NULL) = (exif_lat IS NULL)),
    CONSTRAINT attachment_removal CHECK ((removed_at IS NULL) = (removed_by = ''))
);
COMMENT ON TABLE attachment IS 'A file of a record; never deleted, removal is a mark.';
COMMENT ON COLUMN attachment.id IS 'Made by the client, so that an upload sent again is the same one.';
COMMENT ON COLUMN attachment.owner IS 'Kind of record: change_set, place, sign, area_change, approval …';
COMMENT ON COLUMN attachment.owner_id IS 'Id or code of the record; it may come after its files.';
COMMENT ON COLUMN attachment.role IS 'What it is to the record: photo, recording, approval …';
COMMENT ON COLUMN attachment.media_type IS 'By content; declared_type is what the client said.';
COMMENT ON COLUMN attachment.state IS 'scan_failed: the virus scan could not be made, nobody may read it yet.';
COMMENT ON COLUMN attachment.taken_at IS 'As the client said.';
COMMENT ON COLUMN attachment.width IS 'Of the image in pixels, upright.';
COMMENT ON COLUMN attachment.exif_at IS 'As the camera wrote; without an offset taken for Asia/Shanghai.';
COMMENT ON COLUMN attachment.web_sha256 IS 'The image without metadata, for readers; empty: no image.';
CREATE INDEX attachment_owner ON attachment (owner, owner_id, created_at, id);
CREATE INDEX attachment_unscanned ON attachment (created_at) WHERE state = 'scan_failed';
SELECT track('attachment', 'attachment', 'id');
