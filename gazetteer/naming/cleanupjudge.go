package naming

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Judgement is a person's verdict on a row of the ledger that is at the version.
type Judgement struct {
	ID      uuid.UUID
	Version int64
	Verdict string // Exception or ToRectify
	Reason  string // an exception needs one
}

// maxReason is the longest reason in characters.
const maxReason = 2000

// maxJudgements is the most rows judged at once.
const maxJudgements = 1000

func (j *Judgement) check() error {
	var c checker
	j.Reason = strings.TrimSpace(j.Reason)
	c.oneOf("verdict", j.Verdict, Exception, ToRectify)
	c.text("reason", strings.ReplaceAll(j.Reason, "\n", " "), maxReason, false)
	if j.Verdict == Exception && j.Reason == "" {
		c.bad("reason", "naming.reason_needed")
	}
	return problem.InvalidFields(c...)
}

// Judge judges rows, all or none: each may stand for a reason, or is to be renamed. A
// judgement can be changed as long as the row is open.
// Errors: problem.Invalid; problem.NotFound; problem.Forbidden outside the author's area;
// problem.Stale; problem.Conflict for a row that is renamed or closed, or named twice.
func (s *Store) Judge(ctx context.Context, c data.Change, judgements ...Judgement) ([]Cleanup, error) {
	if len(judgements) > maxJudgements {
		return nil, problem.New(problem.TooLarge, "naming.too_many", "max", maxJudgements)
	}
	rows := make([]Cleanup, 0, len(judgements))
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		seen := map[uuid.UUID]bool{}
		for _, j := range judgements {
			if seen[j.ID] {
				return problem.New(problem.Conflict, "naming.not_judged_twice")
			}
			seen[j.ID] = true
			if err := j.check(); err != nil {
				return err
			}
			row, err := lockOpen(ctx, tx, c.Actor, actor.TendNames, j.ID, j.Version)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, queries.Get("cleanup_judge"), row.ID, j.Verdict, j.Reason, nameOf(c.Actor), s.now()); err != nil {
				return err
			}
			if row, err = getCleanup(ctx, tx, j.ID); err != nil {
				return err
			}
			rows = append(rows, row)
		}
		return nil
	})
	return rows, err
}

func nameOf(a actor.Actor) string {
	if a.Name != "" {
		return a.Name
	}
	return a.Login
}

// lockOpen reads an open row to be written, for an author who may, and keeps others from it.
func lockOpen(ctx context.Context, tx pgx.Tx, by actor.Actor, action actor.Action, id uuid.UUID, version int64) (Cleanup, error) {
	if _, err := tx.Exec(ctx, queries.Get("cleanup_lock"), id); err != nil {
		return Cleanup{}, err
	}
	row, err := getCleanup(ctx, tx, id)
	switch {
	case err != nil:
	case by.Check(action, row.AreaCode) != nil:
		err = by.Check(action, row.AreaCode)
	case row.Version != version:
		err = problem.New(problem.Stale, "problem.stale", "version", row.Version)
	case row.State == Renamed || row.State == Closed:
		err = problem.New(problem.Conflict, "naming.not_open", "name", row.Name, "cleanup_state", row.State)
	}
	return row, err
}

// Proposal is a renaming to be put into a change set of its own.
type Proposal struct {
	Title, Reason string
	PlaceID       uuid.UUID
	Fields        map[string]json.RawMessage // name, pinyin …
}

// ChangeSets starts change sets; it answers with the id of the draft.
type ChangeSets interface {
	Propose(ctx context.Context, c data.Change, p Proposal) (uuid.UUID, error)
}

// StartRename starts a draft change set that renames the entry of a row that is at the
// version, and judges the row as to rectify.
// Errors: as Judge and of the change set; without change sets problem.Unavailable.
func (s *Store) StartRename(ctx context.Context, c data.Change, sets ChangeSets, id uuid.UUID, version int64, name, pinyin string) (Cleanup, error) {
	if sets == nil {
		return Cleanup{}, problem.New(problem.Unavailable, "naming.no_sets")
	}
	var row Cleanup
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) (err error) {
		if row, err = lockOpen(ctx, tx, c.Actor, actor.ProposePlace, id, version); err != nil {
			return err
		}
		switch name = strings.TrimSpace(name); name {
		case "":
			return problem.InvalidFields(problem.Bad("name", "problem.required"))
		case row.Name:
			return problem.InvalidFields(problem.Bad("name", "naming.same_name"))
		}
		set, err := sets.Propose(ctx, c, row.proposal(name, pinyin))
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("cleanup_start"), row.ID, set, nameOf(c.Actor), s.now()); err != nil {
			return err
		}
		row, err = getCleanup(ctx, tx, id)
		return err
	})
	return row, err
}

// proposal says in the office's language why the entry is to be renamed.
func (c Cleanup) proposal(name, pinyin string) Proposal {
	c.Say(problem.Chinese)
	p := Proposal{PlaceID: c.PlaceID, Fields: map[string]json.RawMessage{},
		Title:  problem.Text(problem.Chinese, "naming.start_title", map[string]any{"name": c.Name}),
		Reason: problem.Text(problem.Chinese, "naming.start_reason", map[string]any{"message": c.Message})}
	for field, value := range map[string]string{"name": name, "pinyin": pinyin} {
		if value != "" {
			text, _ := json.Marshal(value) // a string: cannot fail
			p.Fields[field] = text
		}
	}
	return p
}
