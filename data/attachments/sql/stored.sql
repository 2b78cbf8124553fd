-- Every file that an attachment names, with its size.
SELECT sha256, size FROM attachment
UNION SELECT web_sha256, web_size FROM attachment WHERE web_sha256 <> ''
UNION SELECT thumb_sha256, thumb_size FROM attachment WHERE thumb_sha256 <> ''
ORDER BY 1
