-- Adds an attachment and gives the moment of its creation.
INSERT INTO attachment (id, owner, owner_id, role, name, kind, media_type, declared_type, size, sha256, state, taken_at,
    width, height, exif_at, exif_lon, exif_lat, web_type, web_size, web_sha256, thumb_type, thumb_size, thumb_sha256,
    uploader_id, uploader, uploader_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
RETURNING created_at
