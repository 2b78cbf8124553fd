package course

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Description is the description of a line's course (走向说明) with what it is drafted from.
type Description struct {
	LineCode        string     `json:"line_code"`
	Text            string     `json:"text" doc:"as edited; the draft where nobody has"`
	Edited          bool       `json:"edited" doc:"false: text is the draft"`
	DraftedFrom     string     `json:"drafted_from" doc:"geometry_version that the edited text was written beside"`
	GeometryVersion string     `json:"geometry_version" doc:"of the course and markers as they are now"`
	Outdated        bool       `json:"outdated" doc:"whether the geometry has changed since the text was edited"`
	AgreementText   string     `json:"agreement_text" doc:"what the agreement says of the course, word for word"`
	EditedBy        string     `json:"edited_by"`
	EditedAt        *time.Time `json:"edited_at"`
	Draft           Draft      `json:"draft"`
	Withheld        bool       `json:"withheld" doc:"draft and comparison are for readers of exact coordinates, and left out"`
	Comparison      Comparison `json:"comparison" doc:"the agreement's text beside the geometry; without items while there is no text"`
	Version         int64      `json:"version" doc:"of the description, not of the line; 1: nobody has edited it"`
}

// Edit is what people change of a description.
type Edit struct {
	Text          *string // nil: the draft holds
	AgreementText string
}

// edit is an Edit on file.
type edit struct {
	AgreementText string
	text          *string
	draftedFrom   string
	by            string
	at            *time.Time
	version       int64
}

// maxText is the longest text, in characters.
const maxText = 20_000

// Normalize trims both texts; an empty text is none.
func (e *Edit) Normalize() {
	tidy := func(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }
	e.AgreementText = tidy(e.AgreementText)
	if e.Text == nil {
		return
	}
	text := tidy(*e.Text)
	e.Text = &text
	if text == "" {
		e.Text = nil
	}
}

// Validate checks length and characters. Error: problem.Invalid.
func (e Edit) Validate() error {
	var fields problem.Fields
	if e.Text != nil {
		fields.Text("text", *e.Text, maxText)
	}
	fields.Text("agreement_text", e.AgreementText, maxText)
	return fields.Err()
}

// Describe is the description of a line's course; draft and comparison are worded in the
// language. Error: problem.NotFound.
func (s *Store) Describe(ctx context.Context, code string, lang problem.Lang) (Description, error) {
	p, err := s.Profile(ctx, code)
	if err != nil {
		return Description{}, err
	}
	e, err := left(ctx, s.db.Read(), code)
	if err != nil {
		return Description{}, err
	}
	d := Description{LineCode: code, GeometryVersion: p.GeometryVersion, AgreementText: e.AgreementText, EditedBy: e.by, EditedAt: e.at,
		DraftedFrom: e.draftedFrom, Draft: p.Draft(lang), Comparison: p.Compare(Read(e.AgreementText), lang), Version: e.version}
	d.Text = d.Draft.Text
	if e.text != nil {
		d.Text, d.Edited, d.Outdated = *e.text, true, e.draftedFrom != p.GeometryVersion
	}
	return d, nil
}

// Change changes the description at the version that the caller has read; change edits what
// is there, and its error ends the change. Either party may write. Errors: problem.NotFound,
// Unauthorized, Forbidden, Stale, Invalid; Conflict for a line that has ended.
func (s *Store) Change(ctx context.Context, c data.Change, code string, version int64, change func(*Edit) error) error {
	if err := c.Actor.Check(actor.EditLine); err != nil {
		return err
	}
	p, err := s.Profile(ctx, code)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := lock(ctx, tx, c.Actor, code, version); err != nil {
			return err
		}
		now, err := left(ctx, tx, code)
		if err != nil {
			return err
		}
		e := Edit{Text: now.text, AgreementText: now.AgreementText}
		if err := change(&e); err != nil {
			return err
		}
		e.Normalize()
		if err := e.Validate(); err != nil {
			return err
		}
		from := now.draftedFrom
		switch {
		case e.Text == nil:
			from = ""
		case now.text == nil || *now.text != *e.Text:
			from = p.GeometryVersion
		}
		_, err = tx.Exec(ctx, queries.Get("put"), code, e.Text, e.AgreementText, from, clerk(c.Actor))
		return err
	})
}

func clerk(who actor.Actor) string {
	if who.Name != "" {
		return who.Name
	}
	return who.Login
}

// lock locks the line for the actor, who must be of either party and know the version of
// its description.
func lock(ctx context.Context, tx pgx.Tx, who actor.Actor, code string, version int64) error {
	var a, b string
	var ended *string
	var current int64
	err := tx.QueryRow(ctx, queries.Get("lock"), code).Scan(&a, &b, &ended, &current)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return unknownLine(code)
	case err != nil:
		return err
	}
	if err := who.CheckEither(actor.EditLine, a, b); err != nil {
		return err
	}
	if ended != nil {
		return problem.New(problem.Conflict, "boundaries.line_ended", "code", code, "day", *ended)
	}
	if current != version {
		return problem.New(problem.Stale, "problem.stale", "version", current)
	}
	return nil
}
