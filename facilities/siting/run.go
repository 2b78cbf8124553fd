package siting

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The states of a run. Running is a queued run that somebody works on.
const (
	Queued     = "queued"
	Running    = "running"
	Done       = "done"
	Cancelled  = "cancelled" // the best found until then is kept
	Failed     = "failed"
	Infeasible = "infeasible" // not everything can be served; the answer says what, and serves the rest where it can
)

// SitingRun is a question for sites, how far it is, and in short what was found.
type SitingRun struct {
	ID           uuid.UUID    `json:"id"`
	Number       int64        `json:"number"`
	Name         string       `json:"name"`
	AreaCode     string       `json:"area_code"`
	AreaName     string       `json:"area_name"`
	Kind         string       `json:"kind"`
	KindName     string       `json:"kind_name"`
	Method       string       `json:"method"`
	AsOf         string       `json:"as_of" format:"date"`
	RepeatOf     *uuid.UUID   `json:"repeat_of"`
	StoredInputs bool         `json:"stored_inputs" doc:"a repetition on the inputs of repeat_of"`
	AskedBy      string       `json:"asked_by"`
	AskedAt      time.Time    `json:"asked_at"`
	State        string       `json:"state" enum:"queued,running,done,cancelled,failed,infeasible"`
	FinishedAt   *time.Time   `json:"finished_at"`
	Progress     *RunProgress `json:"progress" doc:"while it runs"`
	Failure      *RunFailure  `json:"-"`
	Error        string       `json:"error" doc:"why it failed"`
	Summary      *RunSummary  `json:"summary" doc:"once it has ended with an answer"`
	actor        actor.Actor  // who asked
}

// RunProgress is where a running search stands.
type RunProgress struct {
	Phase     string    `json:"phase" doc:"prepare, then the parts of the search: units, weight, search, cbc, alternatives"`
	Incumbent *float64  `json:"incumbent"`
	Bound     *float64  `json:"bound"`
	Gap       *float64  `json:"gap"`
	StartedAt time.Time `json:"started_at"`
	At        time.Time `json:"at"`
	Cancel    bool      `json:"cancel" doc:"it was asked to stop"`
}

// RunFailure is the message of a run that failed.
type RunFailure struct {
	Key    string          `json:"key"`
	Params map[string]any  `json:"params,omitempty"`
	Fields []problem.Field `json:"fields,omitempty"`
}

// Text is the message in a language.
func (f *RunFailure) Text(lang problem.Lang) string {
	text := problem.Text(lang, f.Key, f.Params)
	for _, field := range f.Fields {
		text += " " + field.Field + ": " + field.Text(lang)
	}
	return text
}

// Say puts the messages of the run in a language.
func (r *SitingRun) Say(lang problem.Lang) {
	if r.Failure != nil {
		r.Error = r.Failure.Text(lang)
	}
}

func failureOf(err error) *RunFailure {
	p := problem.As(err)
	if p == nil {
		return &RunFailure{Key: "problem.internal"}
	}
	return &RunFailure{p.Key, p.Params, p.Fields}
}

// RunSummary is an answer in one line.
type RunSummary struct {
	Sites       int      `json:"sites"`
	Incumbent   *float64 `json:"incumbent"`
	Bound       *float64 `json:"bound"`
	Gap         *float64 `json:"gap"`
	Proven      bool     `json:"proven"`
	ElapsedMs   int64    `json:"elapsed_ms"`
	AreasBefore int      `json:"areas_before"`
	AreasAfter  int      `json:"areas_after"`
	AreasOf     int      `json:"areas_of"`
	Unmet       int      `json:"unmet"`
}

func (a *SitingAnswer) summary() *RunSummary {
	return &RunSummary{Sites: len(a.Sites), Incumbent: a.Incumbent, Bound: a.Bound, Gap: a.Gap, Proven: a.Proven, ElapsedMs: a.ElapsedMs,
		AreasBefore: a.Before.Areas, AreasAfter: a.After.Areas, AreasOf: a.After.AreasOf, Unmet: len(a.Unmet)}
}

// FullRun is a run with its question and its answer.
type FullRun struct {
	SitingRun
	Ask      Ask           `json:"ask" doc:"with all that was left out"`
	Versions *Versions     `json:"versions"`
	Answer   *SitingAnswer `json:"answer"`
	Repeat   *Repetition   `json:"repeat" doc:"of a run that repeats another"`
	Digest   string        `json:"digest" doc:"SHA-256 of inputs and answer as they are stored"`
}

// Repetition compares a run with the one that it repeats.
type Repetition struct {
	Same    bool     `json:"same" doc:"the same sites and the same value"`
	Changed []string `json:"changed" doc:"what has changed since: data, network, rules, demands, candidates, fixed"`
}

// outcome is how a run ended, as it is stored.
type outcome struct {
	state   string
	failure *RunFailure
	input   *Input // nil: that of the run that it repeats
	version *Versions
	answer  *SitingAnswer
	repeat  *Repetition
}

// stored is what the column result holds.
type stored struct {
	Answer *SitingAnswer `json:"answer"`
	Repeat *Repetition   `json:"repeat"`
}

// maxQueued is how many runs may wait.
const maxQueued = 100

// Submit takes a question in; a worker (Run) answers it. Errors: problem.Invalid with the fields
// at fault, problem.Forbidden outside the author's area, problem.TooMany while too many wait.
func (s *Store) Submit(ctx context.Context, c data.Change, id uuid.UUID, a Ask) (SitingRun, error) {
	if err := s.admit(ctx, c.Actor, &a); err != nil {
		return SitingRun{}, err
	}
	return s.insert(ctx, c, orNew(id), a, nil, false, "")
}

// admit settles a question and checks it and the right to ask it.
func (s *Store) admit(ctx context.Context, who actor.Actor, a *Ask) error {
	if err := who.Check(actor.SiteFacility); err != nil {
		return err
	}
	catalogue, err := s.facilities.Catalogue(ctx)
	if err != nil {
		return err
	}
	if err := a.Validate(catalogue, s.today()); err != nil {
		return err
	}
	area, err := findArea(ctx, s.db.Read(), "area", a.Area, a.AsOf)
	if err != nil {
		return data.Problem(err)
	}
	a.Area = area.Code
	return who.Check(actor.SiteFacility, a.Area)
}

// insert writes a run down; one with a worker is under way from the start.
func (s *Store) insert(ctx context.Context, c data.Change, id uuid.UUID, a Ask, of *uuid.UUID, storedInputs bool, worker string) (SitingRun, error) {
	text, err := json.Marshal(a)
	if err != nil {
		return SitingRun{}, err
	}
	var r SitingRun
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var waiting int
		if err := tx.QueryRow(ctx, queries.Get("run_waiting")).Scan(&waiting); err != nil {
			return err
		}
		if waiting >= maxQueued {
			return problem.New(problem.TooMany, "siting.too_many_runs", "max", maxQueued)
		}
		var by *uuid.UUID
		if c.Actor.ID != uuid.Nil {
			by = &c.Actor.ID
		}
		_, err := tx.Exec(ctx, queries.Get("run_insert"), id, a.Name, a.Area, text, of, storedInputs, by, c.Actor.Login, c.Actor.Name)
		if err == nil && worker != "" {
			_, err = tx.Exec(ctx, queries.Get("progress_insert"), id, worker)
		}
		if err != nil {
			return err
		}
		r, err = getRun(ctx, tx, id)
		return err
	})
	if err == nil {
		s.wakeUp()
	}
	return r, err
}

// Repeat asks again: on the inputs that the run was answered from, which gives the same answer, or
// on what holds now. Errors: problem.NotFound, Forbidden, TooMany; problem.Conflict for a run that has
// not ended, or stored no inputs.
func (s *Store) Repeat(ctx context.Context, c data.Change, id uuid.UUID, storedInputs bool) (SitingRun, error) {
	a, err := s.mayRepeat(ctx, c.Actor, id, storedInputs)
	if err != nil {
		return SitingRun{}, err
	}
	return s.insert(ctx, c, orNew(uuid.Nil), a, &id, storedInputs, "")
}

func (s *Store) mayRepeat(ctx context.Context, who actor.Actor, id uuid.UUID, storedInputs bool) (Ask, error) {
	if err := who.Check(actor.SiteFacility); err != nil {
		return Ask{}, err
	}
	full, err := s.FullRun(ctx, id)
	if err != nil {
		return Ask{}, err
	}
	if full.FinishedAt == nil {
		return Ask{}, problem.New(problem.Conflict, "siting.not_ended")
	}
	if storedInputs && full.Versions == nil {
		return Ask{}, problem.New(problem.Conflict, "siting.no_inputs")
	}
	return full.Ask, who.Check(actor.SiteFacility, full.AreaCode)
}

// Cancel asks a run to stop; what it found so far is its answer. Errors: problem.NotFound,
// Forbidden; problem.Conflict for a run that has ended.
func (s *Store) Cancel(ctx context.Context, c data.Change, id uuid.UUID) (SitingRun, error) {
	if err := c.Actor.Check(actor.SiteFacility); err != nil {
		return SitingRun{}, err
	}
	r, err := s.Run(ctx, id)
	if err != nil {
		return r, err
	}
	if err := c.Actor.Check(actor.SiteFacility, r.AreaCode); err != nil {
		return r, err
	}
	if r.FinishedAt != nil {
		return r, problem.New(problem.Conflict, "siting.ended")
	}
	tag, err := s.db.Read().Exec(ctx, queries.Get("progress_cancel"), id)
	if err != nil {
		return r, data.Problem(err)
	}
	if tag.RowsAffected() == 0 { // nobody has begun it
		err = s.finish(ctx, c, id, outcome{state: Cancelled})
		if problem.Is(err, problem.Conflict) { // somebody has, just now
			_, err = s.db.Read().Exec(ctx, queries.Get("progress_cancel"), id)
		}
	} else if stop, ok := s.running.Load(id); ok {
		stop.(context.CancelCauseFunc)(errCancelled)
	}
	if err != nil {
		return r, data.Problem(err)
	}
	return s.Run(ctx, id)
}

// finish writes down how a run ended. Error: problem.Conflict when it has ended, or, without an
// answer or failure, when somebody works on it.
func (s *Store) finish(ctx context.Context, c data.Change, id uuid.UUID, o outcome) error {
	var input, result []byte
	var err error
	if o.input != nil {
		if input, err = zip(o.input); err != nil {
			return err
		}
	}
	var summary *RunSummary
	if o.answer != nil {
		summary = o.answer.summary()
	}
	if o.answer != nil || o.repeat != nil {
		if result, err = zip(stored{o.answer, o.repeat}); err != nil {
			return err
		}
	}
	untouched := o.answer == nil && o.failure == nil && o.version == nil
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, queries.Get("run_finish"), id, o.state, o.failure, o.version, summary, input, result, digestOf(input, result), untouched)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return problem.New(problem.Conflict, "siting.ended")
		}
		_, err = tx.Exec(ctx, queries.Get("progress_delete"), id)
		return err
	})
}
