package api

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/internal/problem"
)

// uploadKeys are what Upload-Metadata may say of a file.
var uploadKeys = []string{"id", "owner", "owner_id", "role", "filename", "filetype", "taken_at", "sha256"}

// readAnnouncement reads the headers of a POST that announces a file.
// Errors: problem.BadParameter for headers that cannot be read, problem.Invalid for values.
func readAnnouncement(h http.Header) (attachments.New, error) {
	if h.Get("Upload-Defer-Length") != "" {
		return attachments.New{}, badParameter(problem.Bad("Upload-Length", "attachments.deferred_length"))
	}
	size, err := readBytes(h, "Upload-Length")
	if err != nil {
		return attachments.New{}, err
	}
	said, err := parseMetadata(strings.Join(h.Values("Upload-Metadata"), ","))
	if err != nil {
		return attachments.New{}, err
	}
	n := attachments.New{Owner: said["owner"], OwnerID: said["owner_id"], Role: said["role"], Name: said["filename"],
		DeclaredType: said["filetype"], SHA256: said["sha256"], Size: size}
	var bad []problem.Field
	if n.ID, err = uuid.Parse(said["id"]); err != nil || len(said["id"]) != 36 {
		bad = append(bad, problem.Bad("id", "api.bad_uuid"))
	}
	if text := said["taken_at"]; text != "" {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			bad = append(bad, problem.Bad("taken_at", "api.bad_time"))
		}
		n.TakenAt = &at
	}
	return n, problem.InvalidFields(bad...)
}

// parseMetadata reads Upload-Metadata: pairs of key and Base64 value, separated by commas;
// a value may be left out. Errors: problem.BadParameter, also for a key that nobody reads.
func parseMetadata(header string) (map[string]string, error) {
	said := map[string]string{}
	if strings.TrimSpace(header) == "" {
		return said, nil
	}
	for pair := range strings.SplitSeq(header, ",") {
		key, encoded, _ := strings.Cut(strings.Trim(pair, " "), " ")
		value, err := base64.StdEncoding.Strict().DecodeString(encoded)
		_, doubled := said[key]
		if err != nil || key == "" || doubled || !utf8.Valid(value) || strings.ContainsAny(encoded, "\r\n") {
			return nil, badParameter(problem.Bad("Upload-Metadata", "attachments.bad_metadata"))
		}
		if !slices.Contains(uploadKeys, key) {
			return nil, badParameter(problem.Bad("Upload-Metadata", "attachments.unknown_metadata", "allowed", strings.Join(uploadKeys, ", ")))
		}
		said[key] = string(value)
	}
	return said, nil
}

// writeMetadata is Upload-Metadata of an upload, as HEAD repeats it.
func writeMetadata(n attachments.New) string {
	said := map[string]string{"id": n.ID.String(), "owner": n.Owner, "owner_id": n.OwnerID, "role": n.Role,
		"filename": n.Name, "filetype": n.DeclaredType, "sha256": n.SHA256}
	if n.TakenAt != nil {
		said["taken_at"] = n.TakenAt.Format(time.RFC3339Nano)
	}
	var pairs []string
	for _, key := range uploadKeys {
		if said[key] != "" {
			pairs = append(pairs, key+" "+base64.StdEncoding.EncodeToString([]byte(said[key])))
		}
	}
	return strings.Join(pairs, ",")
}
