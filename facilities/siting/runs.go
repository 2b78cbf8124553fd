package siting

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// RunFilter chooses runs; empty fields choose all.
type RunFilter struct {
	Area    string // code of an area that the run's area lies in
	Kind    string
	State   string
	AfterAt time.Time // when the last run of the page before was asked, and its id
	AfterID uuid.UUID
	Limit   int
}

// Runs lists runs, the newest first; one more than the limit when more follow. Error:
// problem.BadParameter for a state that is none.
func (s *Store) Runs(ctx context.Context, f RunFilter) ([]SitingRun, error) {
	states := []string{Queued, Running, Done, Cancelled, Failed, Infeasible}
	if f.State != "" && !strings.Contains(" "+strings.Join(states, " ")+" ", " "+f.State+" ") {
		return nil, problem.Parameter("state", "problem.unknown_value", "allowed", strings.Join(states, ", "))
	}
	var after *time.Time
	if !f.AfterAt.IsZero() {
		after = &f.AfterAt
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("run_list"), f.Area, f.Kind, f.State, after, f.AfterID, f.Limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, scanRun)
	return all, data.Problem(err)
}

// Run is a run without its answer. Error: problem.NotFound.
func (s *Store) Run(ctx context.Context, id uuid.UUID) (SitingRun, error) {
	r, err := getRun(ctx, s.db.Read(), id)
	return r, data.Problem(err)
}

func getRun(ctx context.Context, q data.Querier, id uuid.UUID) (SitingRun, error) {
	rows, err := q.Query(ctx, queries.Get("run_get"), id)
	if err != nil {
		return SitingRun{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, scanRun)
	if errors.Is(err, pgx.ErrNoRows) {
		err = notFound("siting_run", id)
	}
	return r, err
}

func scanRun(row pgx.CollectableRow) (r SitingRun, err error) {
	var by *uuid.UUID
	var login, name string
	var p struct {
		phase                 *string
		incumbent, bound, gap *float64
		started, at           *time.Time
		cancel                *bool
	}
	err = row.Scan(&r.ID, &r.Number, &r.Name, &r.AreaCode, &r.AreaName, &r.Kind, &r.KindName, &r.Method, &r.AsOf, &r.RepeatOf, &r.StoredInputs,
		&by, &login, &name, &r.AskedAt, &r.State, &r.FinishedAt, &r.Failure, &r.Summary,
		&p.phase, &p.incumbent, &p.bound, &p.gap, &p.started, &p.at, &p.cancel)
	r.AskedBy = login
	if name != "" && name != login {
		r.AskedBy = name + " (" + login + ")"
	}
	r.actor = actor.Actor{Login: login, Name: name}
	if by != nil {
		r.actor.ID = *by
	}
	if p.phase != nil && r.State == Queued {
		r.State = Running
		r.Progress = &RunProgress{*p.phase, p.incumbent, p.bound, p.gap, *p.started, *p.at, *p.cancel}
	}
	return r, err
}

// FullRun is a run with its question and answer. Error: problem.NotFound.
func (s *Store) FullRun(ctx context.Context, id uuid.UUID) (FullRun, error) {
	var full FullRun
	r, err := s.Run(ctx, id)
	if err != nil {
		return full, err
	}
	full.SitingRun = r
	var ask, result []byte
	if err := s.db.Read().QueryRow(ctx, queries.Get("run_body"), id).Scan(&ask, &full.Versions, &result, &full.Digest); err != nil {
		return full, data.Problem(err)
	}
	if err := json.Unmarshal(ask, &full.Ask); err != nil {
		return full, err
	}
	if result == nil {
		return full, nil
	}
	var kept stored
	err = unzip(result, &kept)
	full.Answer, full.Repeat = kept.Answer, kept.Repeat
	return full, err
}

// Inputs is what a run was answered from; nil for one that has not come so far. Error: problem.NotFound.
func (s *Store) Inputs(ctx context.Context, id uuid.UUID) (*Input, error) {
	var raw []byte
	err := s.db.Read().QueryRow(ctx, queries.Get("run_input"), id).Scan(&raw)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, notFound("siting_run", id)
	}
	if err != nil || raw == nil {
		return nil, data.Problem(err)
	}
	in := &Input{}
	return in, unzip(raw, in)
}

// SitingSince says what has changed since a run was answered.
type SitingSince struct {
	Changes int64    `json:"changes" doc:"changes of any data since"`
	Rules   []string `json:"rules" doc:"siting rules that hold for it now in another version, no longer, or anew"`
	Network bool     `json:"network" doc:"the road network is another one"`
}

// Since compares the versions of a run with those of now; nil for one without an answer.
func (s *Store) Since(ctx context.Context, full *FullRun) (*SitingSince, error) {
	v := full.Versions
	if v == nil {
		return nil, nil
	}
	since := &SitingSince{Rules: []string{}}
	now, err := facilities.DataVersion(ctx, s.db.Read())
	if err != nil {
		return nil, data.Problem(err)
	}
	since.Changes = now - v.Data
	if *full.Ask.Rules {
		rules, err := listRules(ctx, s.db.Read(), RuleFilter{On: full.Ask.AsOf, Kind: full.Ask.SiteKind}, full.Ask.AsOf)
		if err != nil {
			return nil, data.Problem(err)
		}
		since.Rules = otherRules(v.Rules, rules)
	}
	if v.Network != "" {
		times, err := s.travel.Times(ctx, nil, nil)
		if err != nil {
			return nil, err
		}
		since.Network = times.Network != v.Network
	}
	return since, nil
}

// otherRules names the rules that are not in both lists in the same version.
func otherRules(then []RuleRef, now []SitingRule) []string {
	names := []string{}
	versions := map[uuid.UUID]int64{}
	for _, r := range then {
		versions[r.ID] = r.Version
	}
	for _, r := range now {
		if versions[r.ID] != r.Version {
			names = append(names, strings.TrimSpace(r.Instrument+" "+r.Article))
		}
		delete(versions, r.ID)
	}
	for _, r := range then {
		if _, gone := versions[r.ID]; gone {
			names = append(names, strings.TrimSpace(r.Instrument+" "+r.Article))
		}
	}
	return names
}

func digestOf(parts ...[]byte) string {
	hash := sha256.New()
	for _, p := range parts {
		hash.Write(p)
	}
	return hex.EncodeToString(hash.Sum(nil))
}
