package attachments

import (
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Meta is an attachment without its bytes.
type Meta struct {
	ID           uuid.UUID  `json:"id" format:"uuid"`
	Owner        string     `json:"owner" doc:"kind of record" example:"place"`
	OwnerID      string     `json:"owner_id" doc:"id or code of the record"`
	Role         string     `json:"role" doc:"what it is to the record" example:"photo"`
	Name         string     `json:"name" doc:"file name"`
	Kind         string     `json:"kind" enum:"image,document,recording"`
	MediaType    string     `json:"media_type" doc:"by content"`
	DeclaredType string     `json:"declared_type" doc:"as the client said"`
	Size         int64      `json:"size" doc:"bytes of the original"`
	SHA256       string     `json:"sha256" doc:"of the original, hex"`
	State        string     `json:"state" enum:"ready,scan_failed,infected" doc:"only what is ready can be read"`
	TakenAt      *time.Time `json:"taken_at" doc:"as the client said"`
	Width        *int       `json:"width" doc:"of an image in pixels, upright"`
	Height       *int       `json:"height"`
	ExifAt       *time.Time `json:"exif_at" doc:"as the camera wrote; shown to those who may write the record"`
	ExifLon      *float64   `json:"exif_lon" doc:"as the camera wrote, degrees WGS 84; shown to those who may write the record"`
	ExifLat      *float64   `json:"exif_lat"`
	WebType      string     `json:"web_type" doc:"media type of the image for readers; empty: no image"`
	WebSize      int64      `json:"web_size"`
	WebSHA256    string     `json:"-"`
	ThumbType    string     `json:"thumb_type"`
	ThumbSize    int64      `json:"thumb_size"`
	ThumbSHA256  string     `json:"-"`
	UploaderID   *uuid.UUID `json:"-"`
	Uploader     string     `json:"uploader"`
	UploaderName string     `json:"uploader_name"`
	CreatedAt    time.Time  `json:"created_at"`
	RemovedAt    *time.Time `json:"removed_at"`
	RemovedBy    string     `json:"removed_by"`
	RemovedWhy   string     `json:"removed_why"`
}

// described is what the client said of the upload that became m.
func (m Meta) described() New {
	return New{ID: m.ID, Owner: m.Owner, OwnerID: m.OwnerID, Role: m.Role, Name: m.Name, DeclaredType: m.DeclaredType,
		TakenAt: m.TakenAt, Size: m.Size, SHA256: m.SHA256}
}

// visible reports whether readers see the attachment at all.
func (m Meta) visible() bool { return m.State == Ready && m.RemovedAt == nil }

// forReaders leaves out what only those see who may write the record.
func (m Meta) forReaders() Meta {
	m.ExifAt, m.ExifLon, m.ExifLat = nil, nil, nil
	return m
}

func collectMeta(rows pgx.Rows) ([]Meta, error) {
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Meta])
}
