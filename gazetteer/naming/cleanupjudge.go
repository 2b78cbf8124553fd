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
	c.OneOf("verdict", j.Verdict, Exception, ToRectify)
	c.text("reason", strings.ReplaceAll(j.Reason, "\n", " "), maxReason, false)
	if j.Verdict == Exception && j.Reason == "" {
		c.Bad("reason", "naming.reason_needed")
	}
	return c.Err()
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
			row, err := lockOpen(ctx, tx, c.Actor, j.ID, j.Version)
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
func lockOpen(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Cleanup, error) {
	if _, err := tx.Exec(ctx, queries.Get("cleanup_lock"), id); err != nil {
		return Cleanup{}, err
	}
	row, err := getCleanup(ctx, tx, id)
	if err == nil {
		err = row.mayChange(by, actor.TendNames, version)
	}
	return row, err
}

// mayChange judges the author's right to an open row that is at the version.
func (c *Cleanup) mayChange(by actor.Actor, action actor.Action, version int64) error {
	if err := by.Check(action, c.AreaCode); err != nil {
		return err
	}
	switch {
	case c.Version != version:
		return problem.New(problem.Stale, "problem.stale", "version", c.Version)
	case c.State == Renamed || c.State == Closed:
		return problem.New(problem.Conflict, "naming.not_open", "name", c.Name, "cleanup_state", c.State)
	}
	return nil
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

// StartRename starts a draft change set that renames the entry of an open row that is at
// the version. The database notes the set in the rows of the entry and judges them as to
// rectify, as it does for every proposed renaming.
// Errors: as Judge and of the change set.
func (s *Store) StartRename(ctx context.Context, c data.Change, sets ChangeSets, id uuid.UUID, version int64, name, pinyin string) (Cleanup, error) {
	row, err := s.Get(ctx, id)
	if err == nil {
		err = row.mayChange(c.Actor, actor.ProposePlace, version)
	}
	if err != nil {
		return Cleanup{}, err
	}
	switch name = strings.TrimSpace(name); name {
	case "":
		return row, problem.InvalidFields(problem.Bad("name", "problem.required"))
	case row.Name:
		return row, problem.InvalidFields(problem.Bad("name", "naming.same_name"))
	}
	if _, err := sets.Propose(ctx, c, row.proposal(name, pinyin)); err != nil {
		return row, err
	}
	return s.Get(ctx, id)
}

// proposal says in the office's language why the entry is to be renamed.
func (c Cleanup) proposal(name, pinyin string) Proposal {
	c.Say(problem.Chinese)
	p := Proposal{PlaceID: c.PlaceID, Fields: map[string]json.RawMessage{},
		Title:  problem.Say(problem.Chinese, "naming.start_title", "name", c.Name),
		Reason: problem.Say(problem.Chinese, "naming.start_reason", "message", c.Message)}
	for field, value := range map[string]string{"name": name, "pinyin": pinyin} {
		if value != "" {
			text, _ := json.Marshal(value) // a string: cannot fail
			p.Fields[field] = text
		}
	}
	return p
}
