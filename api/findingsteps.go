package api

import (
	"context"
	"time"

	"cairn/boundaries/findings"
)

// FindingStep is embedded in the input of a step of a finding.
type FindingStep struct {
	FindingID
	IfMatch
}

// step takes a step of a finding.
func (s *Server) step(ctx context.Context, in FindingStep, reason string, what findings.Step) (*record[findings.BoundaryFinding], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	f, err := s.Findings.Take(ctx, changeBy(ctx, reason), in.ID, version, what)
	return recordOf(f, f.Version), err
}

type tellInput struct {
	FindingStep
	Body struct {
		At     *time.Time `json:"at,omitempty" doc:"now, when absent"`
		How    string     `json:"how,omitempty" doc:"letter, telephone, …"`
		Reason string     `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) tellNeighbour(ctx context.Context, in *tellInput) (*record[findings.BoundaryFinding], error) {
	b := &in.Body
	return s.step(ctx, in.FindingStep, b.Reason, findings.Tell{At: valueOf(b.At), How: b.How})
}

type visitInput struct {
	FindingStep
	Body struct {
		On     string `json:"on" doc:"day, YYYY-MM-DD"`
		Who    string `json:"who" doc:"who came, of both sides"`
		Note   string `json:"note,omitempty"`
		Reason string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) visitFinding(ctx context.Context, in *visitInput) (*record[findings.BoundaryFinding], error) {
	b := &in.Body
	return s.step(ctx, in.FindingStep, b.Reason, findings.Visit{On: b.On, Who: b.Who, Note: b.Note})
}

type decideFindingInput struct {
	FindingStep
	Body struct {
		On       string `json:"on" doc:"day, YYYY-MM-DD"`
		Decision string `json:"decision"`
		Document string `json:"document,omitempty" doc:"of the decision or agreement; needed to move a marker"`
		Reason   string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) decideFinding(ctx context.Context, in *decideFindingInput) (*record[findings.BoundaryFinding], error) {
	b := &in.Body
	return s.step(ctx, in.FindingStep, b.Reason, findings.Decide{On: b.On, Decision: b.Decision, Document: b.Document})
}

type handleInput struct {
	FindingStep
	Body struct {
		On      string `json:"on" doc:"day, YYYY-MM-DD"`
		Outcome string `json:"outcome" enum:"restored,moved_by_agreement,replaced,no_action"`
		Note    string `json:"note,omitempty" doc:"what was done"`
		Reason  string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) handleFinding(ctx context.Context, in *handleInput) (*record[findings.BoundaryFinding], error) {
	b := &in.Body
	return s.step(ctx, in.FindingStep, b.Reason, findings.Handle{On: b.On, Outcome: b.Outcome, Note: b.Note})
}

type fileInput struct {
	FindingStep
	Body struct {
		On           string `json:"on" doc:"day, YYYY-MM-DD"`
		Document     string `json:"document,omitempty" doc:"number in the archive"`
		Registration *struct {
			RegistrationFields
			ValidFrom opt[string] `json:"valid_from,omitempty" format:"date" doc:"day on which it was put up or moved; that of the handling, when absent"`
		} `json:"registration,omitempty" doc:"new version of the marker's registration, made with the filing: needed when the marker was moved, replaced, or put up again after a loss or move; the document is that of the decision, when absent"`
		RegistrationVersion *int   `json:"registration_version,omitempty" doc:"instead: the version, made since the finding"`
		Reason              string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) fileFinding(ctx context.Context, in *fileInput) (*record[findings.BoundaryFinding], error) {
	b := &in.Body
	file := findings.File{On: b.On, Document: b.Document, RegistrationVersion: b.RegistrationVersion}
	if b.Registration != nil {
		g := b.Registration.registration("", b.Registration.ValidFrom.or("")) // why follows from the outcome
		file.Registration = &g
	}
	return s.step(ctx, in.FindingStep, b.Reason, file)
}

type closeFindingInput struct {
	FindingStep
	Body struct {
		On     string `json:"on" doc:"day, YYYY-MM-DD"`
		Reason string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) closeFinding(ctx context.Context, in *closeFindingInput) (*record[findings.BoundaryFinding], error) {
	return s.step(ctx, in.FindingStep, in.Body.Reason, findings.Close{On: in.Body.On})
}
