package rounds

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Walk notes on which day both sides walked a line (on paper; a track notes it by itself).
// Errors: problem.NotFound, Unauthorized, Forbidden, Stale, Invalid; Conflict when the round
// is not open or the line closed.
func (s *Store) Walk(ctx context.Context, c data.Change, number int, code string, version int64, day string) (LineRecord, error) {
	return s.step(ctx, c, actor.EditLine, number, code, version, func(ctx context.Context, tx pgx.Tx, l LineRecord) error {
		var r rules
		r.done("walked_on", &day, chinatime.Day(s.now()), nil)
		for _, signed := range []*string{l.LeftSignedOn, l.RightSignedOn} {
			if len(r.Fields) == 0 && signed != nil && day > *signed {
				r.Bad("walked_on", "rounds.after_signing", "day", *signed)
			}
		}
		if err := r.Err(); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("walk"), number, code, day)
		return err
	}, Open)
}

// RecordInput is what a joint inspection came to.
type RecordInput struct {
	Conclusion                string
	Findings, Problems        string
	LeftOpinion, RightOpinion string
	Disagreement              bool
}

// Validate checks a record; what is to be followed up says what, and sides that do not agree
// say in what. Error: problem.Invalid.
func (in *RecordInput) Validate() error {
	for _, text := range []*string{&in.Findings, &in.Problems, &in.LeftOpinion, &in.RightOpinion} {
		*text = strings.TrimSpace(*text)
	}
	var r rules
	r.OneOf("conclusion", in.Conclusion, Conclusions...)
	r.note("findings", in.Findings)
	r.note("problems", in.Problems)
	r.note("left_opinion", in.LeftOpinion)
	r.note("right_opinion", in.RightOpinion)
	if in.Conclusion == "follow_up" && in.Problems == "" {
		r.Bad("problems", "rounds.what_follows")
	}
	if in.Disagreement && in.LeftOpinion == "" && in.RightOpinion == "" {
		r.Bad("disagreement", "rounds.in_what")
	}
	return r.Err()
}

// Record notes what the inspection of a walked line came to, each side's opinion with it.
// Errors: as Walk; problem.Conflict also for a line that was not walked, and for one that
// both sides have signed.
func (s *Store) Record(ctx context.Context, c data.Change, number int, code string, version int64, edit func(*RecordInput)) (LineRecord, error) {
	return s.step(ctx, c, actor.EditLine, number, code, version, func(ctx context.Context, tx pgx.Tx, l LineRecord) error {
		switch l.State {
		case Planned:
			return conflict("rounds.not_walked", "name", l.Name)
		case Signed:
			return conflict("rounds.signed_already", "name", l.Name)
		}
		in := RecordInput{l.Conclusion, l.Findings, l.Problems, l.LeftOpinion, l.RightOpinion, l.Disagreement}
		edit(&in)
		if err := in.Validate(); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("record"), number, code, in.Conclusion, in.Findings, in.Problems, in.LeftOpinion, in.RightOpinion, in.Disagreement)
		return err
	}, Open)
}

// SignInput is what the signed paper says.
type SignInput struct {
	LeftSignedOn, RightSignedOn *string
	Document                    string
}

// Sign notes the days on which the sides signed, and the number of the document; with both
// days and the number the line is signed, without one of them it is recorded again.
// Errors: as Walk; problem.Conflict also for a line that has no record.
func (s *Store) Sign(ctx context.Context, c data.Change, number int, code string, version int64, edit func(*SignInput)) (LineRecord, error) {
	return s.step(ctx, c, actor.EditLine, number, code, version, func(ctx context.Context, tx pgx.Tx, l LineRecord) error {
		if l.State != Recorded && l.State != Signed {
			return conflict("rounds.not_recorded", "name", l.Name)
		}
		in := SignInput{l.LeftSignedOn, l.RightSignedOn, l.Document}
		edit(&in)
		in.Document = strings.TrimSpace(in.Document)
		var r rules
		today := chinatime.Day(s.now())
		r.done("left_signed_on", in.LeftSignedOn, today, l.WalkedOn)
		r.done("right_signed_on", in.RightSignedOn, today, l.WalkedOn)
		r.name("document", in.Document)
		if err := r.Err(); err != nil {
			return err
		}
		state := Recorded
		if in.LeftSignedOn != nil && in.RightSignedOn != nil && in.Document != "" {
			state = Signed
		}
		_, err := tx.Exec(ctx, queries.Get("sign"), number, code, in.LeftSignedOn, in.RightSignedOn, in.Document, state)
		return err
	}, Open)
}

// CloseLine closes a line whose paper both sides have signed and of which the scan is there.
// Errors: as Walk; problem.Conflict that names everything that is missing.
func (s *Store) CloseLine(ctx context.Context, c data.Change, number int, code string, version int64) (LineRecord, error) {
	return s.step(ctx, c, actor.EditLine, number, code, version, func(ctx context.Context, tx pgx.Tx, l LineRecord) error {
		scans, err := s.scans(ctx, tx, number, code)
		if err != nil {
			return err
		}
		if err := l.complete(len(scans) > 0); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("close"), number, code); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, queries.Get("conclude"), number, code, l.Conclusion)
		return err
	}, Open)
}

// complete refuses to close a line that lacks something. Error: problem.Conflict with a
// field for each thing missing.
func (l LineRecord) complete(scan bool) error {
	var r rules
	for _, thing := range []struct {
		field, key string
		there      bool
	}{
		{"walked_on", "rounds.missing_walked_on", l.WalkedOn != nil},
		{"conclusion", "rounds.missing_conclusion", l.Conclusion != ""},
		{"left_signed_on", "rounds.missing_left_signed_on", l.LeftSignedOn != nil},
		{"right_signed_on", "rounds.missing_right_signed_on", l.RightSignedOn != nil},
		{"document", "rounds.missing_document", l.Document != ""},
		{"scan", "rounds.missing_scan", scan},
	} {
		if !thing.there {
			r.Bad(thing.field, thing.key)
		}
	}
	if len(r.Fields) == 0 {
		return nil
	}
	return &problem.Error{Kind: problem.Conflict, Key: "rounds.not_complete", Params: map[string]any{"name": l.Name}, Fields: r.Fields}
}
