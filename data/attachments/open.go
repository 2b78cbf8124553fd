package attachments

import (
	"context"
	"fmt"
	"os"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The forms in which an image can be read. Other kinds have the original only, which is
// their web form as well.
const (
	Thumb    = "thumb"
	Web      = "web"
	Original = "original"
)

// Sizes lists the forms.
var Sizes = []string{Thumb, Web, Original}

// File is an open file of an attachment.
type File struct {
	*os.File
	MediaType string
	Size      int64
	SHA256    string
}

// Open is the original of an attachment that is ready, also of a removed one. It asks no
// owner: for packages, papers and other domains. Errors: problem.NotFound;
// problem.Conflict when it is not ready.
func (s *Store) Open(ctx context.Context, id uuid.UUID) (*File, Meta, error) {
	m, err := s.Get(ctx, id)
	if err == nil {
		err = readable(m)
	}
	if err != nil {
		return nil, m, err
	}
	f, err := s.openForm(m, Original)
	return f, m, err
}

// OpenFor is a form of an attachment, for somebody who may read it. The original of an
// image is for those who may write its record: it holds what the camera wrote.
// Errors: those of GetFor; problem.Forbidden; problem.NotFound for a form that it has not,
// and when it was removed; problem.Conflict when it is not ready.
func (s *Store) OpenFor(ctx context.Context, by actor.Actor, id uuid.UUID, size string) (*File, Meta, error) {
	m, writer, err := s.GetFor(ctx, by, id)
	switch {
	case err != nil:
	case m.RemovedAt != nil:
		err = problem.New(problem.NotFound, "attachments.removed", "name", m.Name, "by", m.RemovedBy, "why", m.RemovedWhy)
	case size == Original && m.Kind == Image && !writer:
		err = problem.New(problem.Forbidden, "attachments.original")
	case size == Thumb && m.ThumbSHA256 == "":
		err = problem.New(problem.NotFound, "attachments.no_thumb", "name", m.Name)
	default:
		err = readable(m)
	}
	if err != nil {
		return nil, m, err
	}
	f, err := s.openForm(m, size)
	return f, m, err
}

func readable(m Meta) error {
	switch m.State {
	case ScanFailed:
		return problem.New(problem.Conflict, "attachments.not_scanned", "name", m.Name)
	case Infected:
		return problem.New(problem.Conflict, "attachments.infected", "name", m.Name)
	}
	return nil
}

func (s *Store) openForm(m Meta, size string) (*File, error) {
	f := File{MediaType: m.MediaType, Size: m.Size, SHA256: m.SHA256}
	switch {
	case size == Web && m.WebSHA256 != "":
		f = File{MediaType: m.WebType, Size: m.WebSize, SHA256: m.WebSHA256}
	case size == Thumb:
		f = File{MediaType: m.ThumbType, Size: m.ThumbSize, SHA256: m.ThumbSHA256}
	}
	var err error
	if f.File, err = s.blobs.open(f.SHA256); err != nil {
		return nil, fmt.Errorf("attachment %s: %w", m.ID, err)
	}
	return &f, nil
}
