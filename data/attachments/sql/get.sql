-- The attachment $1.
SELECT id, owner, owner_id, role, name, kind, media_type, declared_type, size, sha256, state, taken_at, width, 
height, exif_at, exif_lon, exif_lat, web_type, web_size, web_sha256, thumb_type, thumb_size, thumb_sha256, 
uploader_id, uploader, uploader_name, created_at, removed_at, removed_by, removed_why
FROM attachment WHERE id = $1
