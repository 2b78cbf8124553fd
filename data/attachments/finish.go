package attachments

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// finishTime is the most that the work on a whole file may take, the scan apart.
const finishTime = 5 * time.Minute

// finish makes an attachment of an upload whose bytes are all there, whatever becomes of
// the request. A file that is refused is dropped; with a failure of ours (database, disk)
// it stays for another try.
func (u *Uploads) finish(ctx context.Context, up upload) (State, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime+u.cfg.ScanTimeout)
	defer cancel()
	select {
	case u.slots <- struct{}{}:
		defer func() { <-u.slots }()
	case <-ctx.Done():
		return State{}, ctx.Err()
	}
	err := u.take(ctx, up)
	switch {
	case err == nil:
		u.count(func(s *Stats) { s.Stored++ })
	case refuses(err):
		u.count(func(s *Stats) { s.Refused++ })
	default:
		return State{}, err
	}
	if dropErr := u.drop(up.ID); dropErr != nil {
		u.cfg.Logger.Warn("an upload stays in the folder", "upload", up.ID, "error", dropErr)
	}
	return State{New: up.New, Offset: up.Size, Done: true}, err
}

// refuses reports whether the file or its sender is at fault, not the service.
func refuses(err error) bool {
	p := problem.As(data.Problem(err))
	return p != nil && p.Kind != problem.Unavailable && p.Kind != problem.Internal
}

// take checks the whole file, has it scanned, stores it with its forms and writes the row.
func (u *Uploads) take(ctx context.Context, up upload) error {
	part, err := os.Open(u.dir.part(up.ID))
	if err != nil {
		return err
	}
	defer part.Close()
	original, f, err := u.judge(up, part)
	if err != nil {
		return err
	}
	file := content{part, original.size}
	scratch, err := os.MkdirTemp(string(u.dir), "forms-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	m := up.meta(f, original)
	files := []stagedFile{original}
	if f.kind == Image {
		p, err := u.cfg.look(file, f.mediaType, scratch)
		if err != nil {
			return err
		}
		m.fill(p)
		files = append(files, p.web.file, p.thumb.file)
	}
	if m.State = u.cfg.scan(ctx, original.path); m.State == Infected {
		return infected(up.Name)
	}
	for _, f := range files {
		if err := u.store.blobs.put(f); err != nil {
			return fmt.Errorf("store %s: %w", up.ID, err)
		}
	}
	return u.write(ctx, up, m)
}

// judge sums a whole file up and refuses one that is not what was announced.
func (u *Uploads) judge(up upload, part *os.File) (stagedFile, format, error) {
	original, err := stage(part)
	if err != nil {
		return original, format{}, err
	}
	if up.SHA256 != "" && up.SHA256 != original.sha256 {
		return original, format{}, problem.InvalidFields(problem.Bad("sha256", "attachments.other_bytes", "found", original.sha256))
	}
	f, err := u.cfg.formatOf(up.Name)
	if err != nil {
		return original, f, err
	}
	return original, f, checkContent(f, content{part, original.size})
}

// write makes the attachment in one transaction, for somebody who may still write the record.
func (u *Uploads) write(ctx context.Context, up upload, m Meta) error {
	if err := u.store.mayWrite(ctx, up.By, up.Owner, up.OwnerID); err != nil {
		return err
	}
	c := data.Change{Actor: up.By, Door: "api", Reason: up.Name}
	return u.store.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		_, err := insert(ctx, tx, m)
		return err
	})
}

// meta is the row of an upload with the format and file that it turned out to be.
func (up upload) meta(f format, original stagedFile) Meta {
	m := Meta{ID: up.ID, Owner: up.Owner, OwnerID: up.OwnerID, Role: up.Role, Name: up.Name, Kind: f.kind, MediaType: f.mediaType,
		DeclaredType: up.DeclaredType, Size: original.size, SHA256: original.sha256, TakenAt: up.TakenAt,
		Uploader: up.By.Login, UploaderName: up.By.Name}
	if up.By.ID != uuid.Nil {
		m.UploaderID = &up.By.ID
	}
	return m
}

// fill writes what was seen of an image into its row.
func (m *Meta) fill(p picture) {
	m.Width, m.Height = &p.width, &p.height
	m.ExifAt, m.ExifLon, m.ExifLat = p.at, p.lon, p.lat
	m.WebType, m.WebSize, m.WebSHA256 = p.web.mediaType, p.web.file.size, p.web.file.sha256
	m.ThumbType, m.ThumbSize, m.ThumbSHA256 = p.thumb.mediaType, p.thumb.file.size, p.thumb.file.sha256
}
