package siting

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities/siting/solve"
	"cairn/internal/problem"
)

var errCancelled = errors.New("cancelled")

const (
	workers   = 2                      // runs at a time
	lookEvery = 2 * time.Second        // for runs that another process took in
	tellEvery = 500 * time.Millisecond // progress to the database
	silence   = "60 seconds"           // after which a run is taken as abandoned
	parting   = 15 * time.Second       // to write down how a run ended after its time is over
)

// wakeUp tells the workers of this process that there is something to do.
func (s *Store) wakeUp() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Work answers runs until ctx ends, a few at a time. Runs that a process left unfinished are
// marked as failed; they can be repeated. When ctx ends, runs under way are marked the same.
func (s *Store) Work(ctx context.Context, log *slog.Logger) {
	var group sync.WaitGroup
	slots := make(chan struct{}, workers)
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	defer group.Wait()
	host, _ := os.Hostname()
	name := fmt.Sprintf("%s/%d", host, os.Getpid())
	for {
		if err := s.sweep(ctx); err != nil && ctx.Err() == nil {
			log.Warn("unfinished siting runs not marked, trying again", "error", err)
		}
		for s.next(ctx, log, name, slots, &group) {
		}
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		case <-look.C:
		}
	}
}

// next begins the run that has waited longest, where there is one and a slot.
func (s *Store) next(ctx context.Context, log *slog.Logger, name string, slots chan struct{}, group *sync.WaitGroup) bool {
	select {
	case slots <- struct{}{}:
	default:
		return false
	}
	var id uuid.UUID
	err := s.db.Read().QueryRow(ctx, queries.Get("run_claim"), name).Scan(&id)
	if err != nil {
		<-slots
		if !errors.Is(err, pgx.ErrNoRows) && ctx.Err() == nil {
			log.Warn("no siting run could be begun, trying again", "error", err)
		}
		return false
	}
	group.Add(1)
	go func() {
		defer group.Done()
		defer func() { <-slots; s.wakeUp() }()
		if err := s.carryOut(ctx, id, nil, log); err != nil {
			log.Error("a siting run could not be written down", "run", id, "error", err)
		}
	}()
	return true
}

// sweep marks runs that nobody works on any more.
func (s *Store) sweep(ctx context.Context) error {
	rows, err := s.db.Read().Query(ctx, queries.Get("run_abandoned"), silence)
	if err != nil {
		return err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	for _, id := range ids {
		r, err := s.Run(ctx, id)
		if err == nil {
			err = s.finish(ctx, r.change(), id, outcome{state: Failed, failure: &RunFailure{Key: "siting.interrupted"}})
		}
		if err != nil && !problem.Is(err, problem.Conflict) {
			return err
		}
	}
	return err
}

// change is who writes down how a run ended: who asked for it.
func (r SitingRun) change() data.Change {
	return data.Change{Actor: r.actor, Door: "siting", Reason: fmt.Sprintf("siting run %d", r.Number)}
}

// carryOut answers a run that is claimed and writes down how it ended.
func (s *Store) carryOut(ctx context.Context, id uuid.UUID, show func(RunProgress), log *slog.Logger) error {
	run, err := s.FullRun(ctx, id)
	if err != nil {
		return err
	}
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	s.running.Store(id, stop)
	defer s.running.Delete(id)
	var now atomic.Pointer[RunProgress]
	now.Store(&RunProgress{Phase: "prepare", StartedAt: s.now()})
	told := make(chan struct{})
	go func() {
		defer close(told)
		s.tell(inner, id, &now, stop)
	}()
	o := s.answer(inner, &run, func(p solve.Progress) {
		at := RunProgress{Phase: string(p.Phase), Incumbent: finite(p.Incumbent), Bound: finite(p.Bound), Gap: finite(p.Gap), StartedAt: now.Load().StartedAt}
		now.Store(&at)
		if show != nil {
			show(at)
		}
	}, log)
	stop(nil)
	<-told
	grace, done := context.WithTimeout(context.WithoutCancel(ctx), parting)
	defer done()
	return s.finish(grace, run.change(), id, o)
}

// tell writes progress down, and stops the run where another process asked for that.
func (s *Store) tell(ctx context.Context, id uuid.UUID, now *atomic.Pointer[RunProgress], stop context.CancelCauseFunc) {
	tick := time.NewTicker(tellEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var cancel bool
		p := now.Load()
		err := s.db.Read().QueryRow(ctx, queries.Get("progress_tell"), id, p.Phase, p.Incumbent, p.Bound, p.Gap).Scan(&cancel)
		if err == nil && cancel {
			stop(errCancelled)
		}
	}
}

// answer works a run out; it never fails but says so in the outcome.
func (s *Store) answer(ctx context.Context, run *FullRun, progress func(solve.Progress), log *slog.Logger) (o outcome) {
	defer func() {
		if x := recover(); x != nil {
			log.Error("a siting run broke", "run", run.ID, "panic", x, "stack", string(debug.Stack()))
			o = outcome{state: Failed, failure: &RunFailure{Key: "problem.internal"}}
		}
	}()
	limited, done := context.WithTimeout(ctx, prepareLimit)
	defer done()
	in, before, err := s.inputs(limited, run)
	if err != nil {
		return s.broken(ctx, limited, err, log)
	}
	o.version = &in.Versions
	if !run.StoredInputs {
		o.input = in
	}
	r, err := solve.Solve(ctx, in.instance(&run.Ask), run.Ask.options(progress))
	if err != nil {
		failed := s.broken(ctx, ctx, err, log)
		o.state, o.failure = failed.state, failed.failure
		return o
	}
	o.answer = answerOf(&run.Ask, in, r)
	s.tellWays(ctx, run, in, o.answer, log)
	o.state = stateOf(r)
	switch {
	case o.state == Cancelled && !errors.Is(context.Cause(ctx), errCancelled):
		o.state, o.failure = Failed, &RunFailure{Key: "siting.interrupted"}
	case r.Status == solve.Infeasible && r.Why != nil:
		o.failure = failureOf(r.Why)
	case o.state == Failed:
		o.failure = &RunFailure{Key: "siting.nothing_found"}
	}
	if before != nil {
		o.repeat = compare(before, in, o.answer)
	}
	return o
}

// stateOf is how a search that came to its end leaves the run.
func stateOf(r *solve.Result) string {
	switch {
	case r.Status == solve.Infeasible:
		return Infeasible
	case r.Stop == solve.StopContext:
		return Cancelled
	case r.Status == solve.Unknown:
		return Failed
	case r.Method == solve.LSCP && len(r.Uncoverable) > 0:
		return Infeasible
	}
	return Done
}

// broken is the outcome of a run that ended with an error.
func (s *Store) broken(ctx, limited context.Context, err error, log *slog.Logger) outcome {
	switch {
	case errors.Is(context.Cause(ctx), errCancelled):
		return outcome{state: Cancelled, failure: &RunFailure{Key: "siting.cancelled_early"}}
	case ctx.Err() != nil:
		return outcome{state: Failed, failure: &RunFailure{Key: "siting.interrupted"}}
	case limited.Err() != nil:
		return outcome{state: Failed, failure: &RunFailure{Key: "siting.too_slow"}}
	}
	if problem.As(err) == nil {
		log.Error("a siting run failed", "error", err)
	}
	return outcome{state: Failed, failure: failureOf(err)}
}

// inputs gathers what a run is answered from, and the run that it repeats.
func (s *Store) inputs(ctx context.Context, run *FullRun) (*Input, *FullRun, error) {
	var before *FullRun
	if run.RepeatOf != nil {
		earlier, err := s.FullRun(ctx, *run.RepeatOf)
		if err != nil {
			return nil, nil, err
		}
		before = &earlier
	}
	if run.StoredInputs {
		in, err := s.Inputs(ctx, *run.RepeatOf)
		if err == nil && in == nil {
			err = problem.New(problem.Conflict, "siting.no_inputs")
		}
		return in, before, err
	}
	in, err := s.prepare(ctx, &run.Ask)
	return in, before, err
}

// compare says how a repetition differs from what it repeats.
func compare(before *FullRun, in *Input, now *SitingAnswer) *Repetition {
	out := &Repetition{Changed: []string{}}
	if then := before.Versions; then != nil {
		for _, part := range []struct {
			name string
			same bool
		}{
			{"data", then.Data == in.Versions.Data}, {"network", then.Network == in.Versions.Network},
			{"rules", slices.EqualFunc(then.Rules, in.Versions.Rules, RuleRef.same)}, {"demands", then.Demands == in.Versions.Demands},
			{"candidates", then.Candidates == in.Versions.Candidates}, {"fixed", then.Fixed == in.Versions.Fixed},
		} {
			if !part.same {
				out.Changed = append(out.Changed, part.name)
			}
		}
	}
	out.Same = before.Answer != nil && slices.Equal(keysOf(before.Answer), keysOf(now)) && sameValue(before.Answer.Incumbent, now.Incumbent)
	return out
}

func keysOf(a *SitingAnswer) []string {
	keys := make([]string, len(a.Sites))
	for i, site := range a.Sites {
		keys[i] = site.Key
	}
	slices.Sort(keys)
	return keys
}

func sameValue(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= 1e-9*math.Max(1, math.Abs(*a))
}

// Now answers a question in this process, while the caller waits; when ctx ends, the best found so
// far is the answer. show is told of progress. Errors: as Submit.
func (s *Store) Now(ctx context.Context, c data.Change, a Ask, show func(RunProgress), log *slog.Logger) (FullRun, error) {
	if err := s.admit(ctx, c.Actor, &a); err != nil {
		return FullRun{}, err
	}
	return s.here(ctx, c, a, nil, false, show, log)
}

// RepeatNow is Repeat in this process, while the caller waits. Errors: as Repeat.
func (s *Store) RepeatNow(ctx context.Context, c data.Change, id uuid.UUID, storedInputs bool, show func(RunProgress), log *slog.Logger) (FullRun, error) {
	a, err := s.mayRepeat(ctx, c.Actor, id, storedInputs)
	if err != nil {
		return FullRun{}, err
	}
	return s.here(ctx, c, a, &id, storedInputs, show, log)
}

func (s *Store) here(ctx context.Context, c data.Change, a Ask, of *uuid.UUID, storedInputs bool, show func(RunProgress), log *slog.Logger) (FullRun, error) {
	r, err := s.insert(ctx, c, orNew(uuid.Nil), a, of, storedInputs, "here")
	if err != nil {
		return FullRun{}, err
	}
	asked, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	defer stop(nil)
	defer context.AfterFunc(ctx, func() { stop(errCancelled) })()
	if err := s.carryOut(asked, r.ID, show, log); err != nil {
		return FullRun{}, err
	}
	return s.FullRun(context.WithoutCancel(ctx), r.ID)
}
