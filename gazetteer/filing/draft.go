package filing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// NewAnnouncement says what an announcement is drafted from.
type NewAnnouncement struct {
	ID        uuid.UUID   // made by the client; Nil: made here
	Area      string      // of the bureau that announces; "": the author's
	Kind      string      // "": Names
	Approvals []uuid.UUID // all their names that are not announced yet
	Edits     []uuid.UUID // single names
	Replaces  uuid.UUID   // of a correction, which takes its names over, or a withdrawal
}

// Draft drafts an announcement from the record: its texts are the bureau's templates filled
// in, its names have the fields of art. 14. Errors: problem.Forbidden when a name or the
// bureau's area lies outside the author's; problem.Conflict for an id in use, a name that is
// announced already, and what cannot be replaced; problem.Invalid.
func (s *Store) Draft(ctx context.Context, c data.Change, n NewAnnouncement) (Announcement, error) {
	var a Announcement
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if n.ID == uuid.Nil {
			n.ID = uuid.Must(uuid.NewV7())
		}
		if n.Area == "" {
			n.Area = c.Actor.Area
		}
		if n.Kind == "" {
			n.Kind = Names
		}
		if err := c.Actor.Check(actor.TendNames, n.Area); err != nil {
			return err
		}
		old, err := n.check(ctx, tx)
		if err != nil {
			return err
		}
		names, err := n.names(ctx, tx, old)
		if err != nil {
			return err
		}
		if err := mayAnnounce(c.Actor, names, n.Replaces != uuid.Nil); err != nil {
			return err
		}
		if err := refuseSecret(ctx, tx, names); err != nil {
			return err
		}
		if err := n.insert(ctx, tx, clerkOf(c.Actor), old, names); err != nil {
			return err
		}
		a, err = announcement(ctx, tx, n.ID)
		return err
	})
	return a, err
}

// check checks what is said of the announcement itself and reads the one that it replaces.
func (n *NewAnnouncement) check(ctx context.Context, q data.Querier) (old Announcement, err error) {
	var r refused
	if !slices.Contains([]string{Names, Correction, Withdrawal}, n.Kind) {
		r.bad("kind", "problem.unknown_value", "allowed", "names, correction, withdrawal")
	}
	if (n.Kind == Names) != (n.Replaces == uuid.Nil) {
		r.bad("replaces", "filing.replaces")
	}
	if n.Kind == Withdrawal && len(n.Approvals)+len(n.Edits) > 0 {
		r.bad("edits", "filing.withdrawal_names")
	}
	areas, err := areasOf(ctx, q, n.Area)
	if err != nil {
		return old, err
	}
	if areas[n.Area].name == "" || len(n.Area) > 6 {
		r.bad("area", "filing.bureau_area", "code", n.Area)
	}
	if err := r.err(); err != nil || n.Replaces == uuid.Nil {
		return old, err
	}
	if old, err = announcement(ctx, q, n.Replaces); problem.Is(err, problem.NotFound) {
		return old, problem.InvalidFields(problem.Bad("replaces", "filing.unknown_announcement", "id", n.Replaces))
	}
	if err != nil {
		return old, err
	}
	return old, old.replaceable(ctx, q, n.Area)
}

// replaceable refuses to correct or withdraw what is not in force, or not the bureau's own;
// what an area announced before it became another is its heir's.
func (a Announcement) replaceable(ctx context.Context, q data.Querier, area string) error {
	if a.State != Published {
		return problem.New(problem.Conflict, "filing.not_in_force", "title", a.Title)
	}
	var ours bool
	if err := q.QueryRow(ctx, queries.Get("announcement_bureau"), a.AreaCode, area).Scan(&ours); err != nil {
		return err
	}
	if !ours {
		return problem.InvalidFields(problem.Bad("replaces", "filing.other_bureau", "number", a.Number))
	}
	return nil
}

// names finds the names of the announcement: those asked for; of a correction without any,
// those of the announcement that it replaces.
func (n *NewAnnouncement) names(ctx context.Context, q data.Querier, old Announcement) ([]ApprovedName, error) {
	edits := n.Edits
	if n.Kind == Correction && len(n.Approvals)+len(edits) == 0 {
		for _, name := range old.Names {
			edits = append(edits, name.EditID)
		}
	}
	fromApprovals, err := namesOf(ctx, q, n.Approvals, nil)
	if err == nil {
		fromApprovals, err = shown(ctx, q, fromApprovals)
	}
	if err != nil {
		return nil, err
	}
	single, err := editNames(ctx, q, edits)
	if err != nil {
		return nil, err
	}
	for _, name := range fromApprovals {
		again := slices.ContainsFunc(single, func(o ApprovedName) bool { return o.EditID == name.EditID })
		if !again && name.AnnouncedOn == nil {
			single = append(single, name)
		}
	}
	return single, nil
}

// editNames reads the names of edits in the order of the edits. Error: problem.Invalid for
// an edit that is unknown to the reader of ctx or was never approved.
func editNames(ctx context.Context, q data.Querier, edits []uuid.UUID) ([]ApprovedName, error) {
	found, err := namesOf(ctx, q, nil, edits)
	if err == nil {
		found, err = shown(ctx, q, found)
	}
	if err != nil {
		return nil, err
	}
	var r refused
	var names []ApprovedName
	for i, id := range edits {
		at := slices.IndexFunc(found, func(n ApprovedName) bool { return n.EditID == id })
		switch {
		case at < 0:
			r.bad(fmt.Sprintf("edits[%d]", i), "filing.no_approval", "id", id)
		case slices.Contains(edits[:i], id):
			r.bad(fmt.Sprintf("edits[%d]", i), "filing.twice")
		default:
			names = append(names, found[at])
		}
	}
	return names, r.err()
}

// mayAnnounce refuses names outside the author's area and, unless another announcement is
// replaced (which is judged when this one is published), those that are announced already.
func mayAnnounce(by actor.Actor, names []ApprovedName, replacing bool) error {
	for _, n := range names {
		if err := by.Check(actor.TendNames, n.AreaCode); err != nil {
			return err
		}
		if n.AnnouncedOn != nil && !replacing {
			return alreadyAnnounced(n)
		}
	}
	return nil
}

func alreadyAnnounced(n ApprovedName) error {
	return problem.New(problem.Conflict, "filing.already_announced", "name", n.Name, "day", *n.AnnouncedOn, "number", n.AnnouncementNumber)
}

func (n *NewAnnouncement) insert(ctx context.Context, tx pgx.Tx, clerk string, old Announcement, names []ApprovedName) error {
	set, err := settings(ctx, tx, n.Area)
	if err != nil {
		return err
	}
	areas, err := areasOf(ctx, tx, n.Area)
	if err != nil {
		return err
	}
	issuer := set.Texts.fill("issuer", "area", areas[n.Area].name)
	params := append(describe(names), "issuer", issuer, "replaced", old.Number, "replaced_title", old.Title)
	prefix := map[string]string{Names: "announcement", Correction: "correction", Withdrawal: "withdrawal"}[n.Kind]
	closing := ""
	if n.Kind != Withdrawal {
		closing = set.Texts.fill("announcement_closing", params...)
	}
	_, err = tx.Exec(ctx, queries.Get("announcement_insert"), n.ID, n.Area, n.Kind, idOrNil(n.Replaces),
		set.Texts.fill(prefix+"_title", params...), set.Texts.fill(prefix+"_text", params...), closing, issuer, clerk)
	if err != nil {
		return err
	}
	printed := make([]AnnouncedName, len(names))
	for i, name := range names {
		printed[i] = name.announced()
		for _, o := range old.Names {
			if o.EditID == name.EditID {
				printed[i].Position = o.Position
			}
		}
	}
	return writeNames(ctx, tx, n.ID, printed)
}

// announced is the name with the fields of art. 14 as the record has them; where a thing
// lies is worded by its area until somebody says it better.
func (n ApprovedName) announced() AnnouncedName {
	return AnnouncedName{EditID: n.EditID, Matter: n.Matter, Name: n.Name, Former: n.former(), Pinyin: n.Pinyin, Area: n.Area,
		Position:  wordWith("position_in", "area", n.County+n.Township),
		Authority: n.Authority, ApprovedOn: n.ApprovedOn}
}

func (n ApprovedName) former() string {
	if n.Matter == "renaming" {
		return n.BeforeName
	}
	return ""
}

func writeNames(ctx context.Context, tx pgx.Tx, id uuid.UUID, names []AnnouncedName) error {
	var b pgx.Batch
	kept := make([]uuid.UUID, len(names))
	for i, n := range names {
		kept[i] = n.EditID
		b.Queue(queries.Get("name_put"), uuid.Must(uuid.NewV7()), id, i+1, n.EditID, n.Matter, n.Name, n.Former, n.Pinyin, n.Area, n.Position, n.Authority, n.ApprovedOn)
	}
	if _, err := tx.Exec(ctx, queries.Get("names_keep"), id, kept); err != nil {
		return err
	}
	return tx.SendBatch(ctx, &b).Close()
}

// AnnouncementPatch changes a draft; nil leaves a field as it is.
type AnnouncementPatch struct {
	Title, Body, Closing, Issuer *string
	Names                        *[]NamePatch // the names in their new order; others are taken out
}

// NamePatch is a name of a draft; nil leaves a field as it is, or as the record has it.
type NamePatch struct {
	EditID                 uuid.UUID
	Pinyin, Area, Position *string
}

// Edit changes a draft at the version. Errors: problem.NotFound, problem.Forbidden,
// problem.Stale; problem.Conflict when it is published; problem.Invalid.
func (s *Store) Edit(ctx context.Context, c data.Change, id uuid.UUID, version int64, p AnnouncementPatch) (Announcement, error) {
	var a Announcement
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		if a, err = s.lockDraft(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		if err := p.apply(&a); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("announcement_update"), id, a.Title, a.Body, a.Closing, a.Issuer); err != nil {
			return err
		}
		if p.Names != nil {
			names, err := patchedNames(ctx, tx, c.Actor, a, *p.Names)
			if err != nil {
				return err
			}
			if err := writeNames(ctx, tx, id, names); err != nil {
				return err
			}
		}
		a, err = announcement(ctx, tx, id)
		return err
	})
	return a, err
}

func (p AnnouncementPatch) apply(a *Announcement) error {
	for _, f := range []struct{ to, from *string }{{&a.Title, p.Title}, {&a.Body, p.Body}, {&a.Closing, p.Closing}, {&a.Issuer, p.Issuer}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	var r refused
	r.line("title", &a.Title, true)
	r.line("issuer", &a.Issuer, true)
	r.text("body", &a.Body)
	r.text("closing", &a.Closing)
	if p.Names != nil && a.Kind == Withdrawal && len(*p.Names) > 0 {
		r.bad("names", "filing.withdrawal_names")
	}
	return r.err()
}

// patchedNames are the names of a draft after a patch.
func patchedNames(ctx context.Context, q data.Querier, by actor.Actor, a Announcement, patches []NamePatch) ([]AnnouncedName, error) {
	ids := make([]uuid.UUID, len(patches))
	for i, p := range patches {
		ids[i] = p.EditID
	}
	names, err := editNames(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	if err := mayAnnounce(by, names, a.Replaces != nil); err != nil {
		return nil, err
	}
	var r refused
	printed := make([]AnnouncedName, len(names))
	for i, n := range names {
		printed[i] = n.announced()
		for _, o := range a.Names {
			if o.EditID == n.EditID {
				printed[i] = o
			}
		}
		for _, f := range []struct {
			name     string
			to, from *string
		}{{"pinyin", &printed[i].Pinyin, patches[i].Pinyin}, {"area", &printed[i].Area, patches[i].Area}, {"position", &printed[i].Position, patches[i].Position}} {
			if f.from != nil {
				*f.to = *f.from
				r.line(fmt.Sprintf("names[%d].%s", i, f.name), f.to, false)
			}
		}
	}
	return printed, r.err()
}

// lockDraft reads a draft to be written at the version, for an author who may, and keeps
// others from writing it until the end.
func (s *Store) lockDraft(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Announcement, error) {
	var current int64
	err := tx.QueryRow(ctx, queries.Get("announcement_lock"), id).Scan(&current)
	if errors.Is(err, pgx.ErrNoRows) {
		return Announcement{}, notFound("announcement", id)
	}
	if err != nil {
		return Announcement{}, err
	}
	a, err := announcement(ctx, tx, id)
	if err != nil {
		return a, err
	}
	if err := by.Check(actor.TendNames, a.AreaCode); err != nil {
		return a, err
	}
	switch {
	case current != version:
		return a, problem.New(problem.Stale, "problem.stale", "version", current)
	case a.State != Draft:
		return a, problem.New(problem.Conflict, "filing.no_draft", "title", a.Title)
	}
	return a, nil
}

// Discard gives a draft up; it stays in the record. Errors: as Edit.
func (s *Store) Discard(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := s.lockDraft(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("announcement_state"), id, Discarded)
		return err
	})
}
