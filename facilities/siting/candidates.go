package siting

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/internal/actor"
)

// CandidateList is candidates with what became of them.
type CandidateList struct {
	AsOf   string          `json:"as_of" format:"date"`
	Rules  []RuleRef       `json:"rules" doc:"siting rules that were kept"`
	Counts CandidateCounts `json:"counts"`
	List   []Candidate     `json:"items"`
}

// Candidates makes the candidates of a question and says which are excluded and why, without
// choosing among them. Errors: as Submit.
func (s *Store) Candidates(ctx context.Context, who actor.Actor, a Ask) (CandidateList, error) {
	if err := s.admit(ctx, who, &a); err != nil {
		return CandidateList{}, err
	}
	limited, done := context.WithTimeout(ctx, prepareLimit)
	defer done()
	in := &Input{}
	err := s.db.Snapshot(limited, func(ctx context.Context, tx pgx.Tx) error {
		catalogue, err := s.facilities.CatalogueIn(ctx, tx)
		if err != nil {
			return err
		}
		if in.Candidates, err = gather(ctx, tx, &a, catalogue.KindsOf(a.Kind)); err != nil {
			return err
		}
		return in.keepRules(ctx, tx, &a)
	})
	return CandidateList{AsOf: a.AsOf, Rules: in.Versions.Rules, Counts: in.counts(), List: in.Candidates}, err
}

// CandidatesOf is the candidates of a run. Error: problem.NotFound; an empty list before it has ended.
func (s *Store) CandidatesOf(ctx context.Context, full *FullRun) (CandidateList, error) {
	list := CandidateList{AsOf: full.Ask.AsOf, Rules: []RuleRef{}, List: []Candidate{}, Counts: CandidateCounts{LeftOut: map[string]int{}}}
	in, err := s.Inputs(ctx, full.ID)
	if err != nil || in == nil {
		return list, err
	}
	list.Rules, list.Counts, list.List = in.Versions.Rules, in.counts(), in.Candidates
	return list, nil
}
