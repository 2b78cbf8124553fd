package attachments

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("attachments", sqlFiles)

// Store keeps the attachments; Uploads brings new ones in.
type Store struct {
	db     *data.DB
	cfg    Config
	blobs  blobs
	owners map[string]Owner
}

// NewStore makes a store on the database and the folder of the configuration; the error
// names the bad field.
func NewStore(db *data.DB, cfg Config) (*Store, error) {
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	return &Store{db: db, cfg: cfg, blobs: blobs{cfg.Dir}, owners: map[string]Owner{}}, nil
}

// Dir is the folder of the files.
func (s *Store) Dir() string { return s.cfg.Dir }

// List is what a record has and everybody may read who may read the record: ready, not
// removed, oldest first. It asks no owner: for packages, papers and other domains.
func (s *Store) List(ctx context.Context, q data.Querier, owner, ownerID string) ([]Meta, error) {
	return list(ctx, q, owner, ownerID, false, false)
}

func list(ctx context.Context, q data.Querier, owner, ownerID string, waiting, removed bool) ([]Meta, error) {
	rows, err := q.Query(ctx, queries.Get("list"), owner, ownerID, waiting, removed)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := collectMeta(rows)
	return all, data.Problem(err)
}

// ListFor is what by may see of a record's attachments. Those who may write it see what is
// not scanned yet, and, when they ask, what was removed. Errors: those of the Owner.
func (s *Store) ListFor(ctx context.Context, by actor.Actor, owner, ownerID string, removed bool) ([]Meta, error) {
	if err := s.mayRead(ctx, by, owner, ownerID); err != nil {
		return nil, err
	}
	writer := s.mayWrite(ctx, by, owner, ownerID) == nil
	all, err := list(ctx, s.db.Read(), owner, ownerID, writer, writer && removed)
	if !writer {
		for i := range all {
			all[i] = all[i].forReaders()
		}
	}
	return all, err
}

// Get is an attachment whatever its state. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Meta, error) {
	return get(ctx, s.db.Read(), id)
}

func get(ctx context.Context, q data.Querier, id uuid.UUID) (Meta, error) {
	rows, err := q.Query(ctx, queries.Get("get"), id)
	if err != nil {
		return Meta{}, data.Problem(err)
	}
	m, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Meta])
	if errors.Is(err, pgx.ErrNoRows) {
		return Meta{}, notFound(id)
	}
	return m, data.Problem(err)
}

func notFound(id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "attachment", "id", id)
}

// GetFor is an attachment as by may see it; writer tells whether by may write its record.
// Errors: problem.NotFound, for readers also of what is not to be seen; those of the Owner.
func (s *Store) GetFor(ctx context.Context, by actor.Actor, id uuid.UUID) (m Meta, writer bool, err error) {
	if m, err = s.Get(ctx, id); err != nil {
		if !by.SignedIn() && problem.Is(err, problem.NotFound) {
			err = problem.New(problem.Unauthorized, "actor.sign_in") // nobody learns which ids there are
		}
		return Meta{}, false, err
	}
	if err := s.mayRead(ctx, by, m.Owner, m.OwnerID); err != nil {
		return Meta{}, false, err
	}
	if s.mayWrite(ctx, by, m.Owner, m.OwnerID) == nil {
		return m, true, nil
	}
	if !m.visible() {
		return Meta{}, false, notFound(id)
	}
	return m.forReaders(), false, nil
}

// Remove marks an attachment as removed; the file stays. Errors: problem.NotFound, also
// when it is removed already; those of the Owner.
func (s *Store) Remove(ctx context.Context, c data.Change, id uuid.UUID) error {
	m, err := s.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mayWrite(ctx, c.Actor, m.Owner, m.OwnerID); err != nil {
		return err
	}
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, queries.Get("remove"), id, c.Actor.Login, c.Reason)
		if err == nil && tag.RowsAffected() == 0 {
			err = notFound(id)
		}
		return err
	})
}

// Target is where LinkIn puts a file.
type Target struct {
	ID             uuid.UUID // of the new attachment; zero: a new one is made
	Owner, OwnerID string
	Role           string // "": as it was
}

// LinkIn gives the file of an attachment to another record, too, within the transaction;
// the caller has judged the rights. Errors: problem.NotFound, also when it is removed or
// not ready; problem.Conflict for an id in use.
func (s *Store) LinkIn(ctx context.Context, tx pgx.Tx, id uuid.UUID, to Target) (Meta, error) {
	m, err := get(ctx, tx, id)
	if err != nil {
		return m, err
	}
	if !m.visible() {
		return Meta{}, notFound(id)
	}
	if to.ID == uuid.Nil {
		if to.ID, err = uuid.NewV7(); err != nil {
			return m, err
		}
	}
	m.ID, m.Owner, m.OwnerID = to.ID, to.Owner, to.OwnerID
	if to.Role != "" {
		m.Role = to.Role
	}
	return insert(ctx, tx, m)
}

func insert(ctx context.Context, tx pgx.Tx, m Meta) (Meta, error) {
	err := tx.QueryRow(ctx, queries.Get("insert"), m.ID, m.Owner, m.OwnerID, m.Role, m.Name, m.Kind, m.MediaType, m.DeclaredType,
		m.Size, m.SHA256, m.State, m.TakenAt, m.Width, m.Height, m.ExifAt, m.ExifLon, m.ExifLat, m.WebType, m.WebSize, m.WebSHA256,
		m.ThumbType, m.ThumbSize, m.ThumbSHA256, m.UploaderID, m.Uploader, m.UploaderName).Scan(&m.CreatedAt)
	return m, err
}

func (s *Store) unscanned(ctx context.Context) ([]Meta, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("unscanned"))
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := collectMeta(rows)
	return all, data.Problem(err)
}

func (s *Store) setState(ctx context.Context, m Meta, state string) error {
	c := data.Change{Actor: actor.System("cairn"), Door: "scan", Reason: "virus scan made later"}
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("set_state"), m.ID, state)
		return err
	})
}
