package rounds

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// word is a word of the office in Chinese, as papers have it; params are names and values.
func word(name string, params ...any) string {
	return problem.Say(problem.Chinese, "rounds."+name, params...)
}

// dossier is what the record of a line is printed from.
type dossier struct {
	LineRecord
	round     Round
	agreement string // its document
	markers   []MarkerComparison
	notes     map[string]string // by number of the marker
	words     map[string]string // conditions in words
	previous  *int
	blank     bool
	stretches []StretchVisit
	tracks    int
}

// Paper makes the joint-inspection record (联检记录表) of a line; its language is Chinese. A
// blank one has what the register says of the line and room for all that is found.
// Error: problem.NotFound.
func (s *Store) Paper(ctx context.Context, number int, code string, blank bool) (paper.Document, error) {
	var doc paper.Document
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		d, err := s.dossier(ctx, tx, number, code, blank)
		if err == nil {
			doc = d.document(s.now())
		}
		return err
	})
	return doc, err
}

func (s *Store) dossier(ctx context.Context, q data.Querier, number int, code string, blank bool) (dossier, error) {
	d := dossier{blank: blank, notes: map[string]string{}, words: map[string]string{}}
	var err error
	if d.LineRecord, err = s.line(ctx, q, number, code); err != nil {
		return d, err
	}
	if d.round, err = getRound(ctx, q, number, "rounds"); err != nil {
		return d, err
	}
	if err := q.QueryRow(ctx, queries.Get("agreement"), code).Scan(&d.agreement); err != nil {
		return d, err
	}
	compared, err := compare(ctx, q, number, "", code, "", 1000)
	if err != nil {
		return d, err
	}
	d.markers, d.previous = compared.Items, compared.Previous
	seen, err := visits(ctx, q, number, code)
	for _, v := range seen {
		d.notes[v.Number] = v.Note
	}
	if err != nil {
		return d, err
	}
	walks, err := s.walks(ctx, q, number, code)
	if err != nil {
		return d, err
	}
	d.tracks = walks[code].tracks
	if d.stretches, err = stretches(ctx, q, number, code); err != nil {
		return d, err
	}
	rows, err := q.Query(ctx, queries.Get("conditions"))
	if err != nil {
		return d, err
	}
	var name, zh string
	_, err = pgx.ForEachRow(rows, []any{&name, &zh}, func() error { d.words[name] = zh; return nil })
	return d, err
}

// found is a text that the inspection gave; a blank form has none.
func (d dossier) found(text string) string {
	if d.blank {
		return ""
	}
	return text
}

func (d dossier) document(at time.Time) paper.Document {
	title := word("paper_title")
	doc := paper.Document{Title: word("paper_file", "round", d.LineRecord.Round, "name", d.Name), At: at}
	number := word("paper_number", "document", strings.Repeat("　", 8))
	if d.Document != "" && !d.blank {
		number = word("paper_number", "document", d.Document)
	}
	doc.Blocks = append(doc.Blocks, paper.Heading{Level: 0, Text: title}, paper.Line(d.round.Name(problem.Chinese), paper.Center),
		paper.Line(number, paper.Right), d.head(), d.markerTable(), d.outcome(), d.signatures())
	return doc
}

// head is what the register and the plan say.
func (d dossier) head() paper.Form {
	sides := d.sides()
	return paper.Form{Fields: []paper.Field{
		{Label: word("paper_line"), Value: d.Name}, {Label: word("paper_code"), Value: d.Code},
		{Label: word("paper_level"), Value: word("level_" + d.Level)}, {Label: word("paper_agreed"), Value: kilometres(d.AgreedLengthKm)},
		{Label: word("paper_agreement"), Value: d.agreement, Wide: true},
		{Label: word("paper_leading"), Value: sides[0].name}, {Label: word("paper_cooperating"), Value: sides[1].name},
		{Label: word("paper_leading_team"), Value: d.found(sides[0].team), Lines: 2}, {Label: word("paper_cooperating_team"), Value: d.found(sides[1].team), Lines: 2},
		{Label: word("paper_due"), Value: chineseDay(d.DueOn)}, {Label: word("paper_walked"), Value: d.found(chineseDay(d.WalkedOn))},
		{Label: word("paper_segments"), Value: d.found(d.segments()), Wide: true},
	}}
}

// segments says how much of the line tracks cover.
func (d dossier) segments() string {
	if d.Covered == nil {
		return ""
	}
	return word("paper_covered", "percent", fmt.Sprintf("%.1f", 100**d.Covered), "km", kilometres(d.WalkedKm), "tracks", d.tracks)
}

// blankRows is how many empty rows a line without markers has on a blank form.
const blankRows = 3

func (d dossier) markerTable() paper.Table {
	t := paper.Table{Widths: []float64{1, 3, 3, 3, 3}}
	before := word("paper_before")
	if d.previous != nil {
		before = word("paper_before_round", "round", *d.previous)
	}
	t.Header = [][]paper.Cell{paper.Cells(word("paper_seq"), word("paper_marker"), before, word("paper_now"), word("paper_note"))}
	for i, m := range d.markers {
		row := paper.Cells(fmt.Sprint(i+1), m.Number, d.conditions(m.Then), d.found(d.conditions(m.Now)), d.found(d.notes[m.Number]))
		row[4].Lines = 2
		t.Rows = append(t.Rows, row)
	}
	if len(d.markers) == 0 {
		t.Rows = append(t.Rows, []paper.Cell{{Text: word("paper_no_markers"), Across: 5, Align: paper.Center}})
	}
	if !d.blank {
		for i, v := range d.stretches {
			t.Rows = append(t.Rows, paper.Cells(fmt.Sprint(len(d.markers)+i+1), v.place(), "", d.conditions(v.Conditions), v.Note))
		}
	}
	if len(d.markers) == 0 && (d.blank || len(d.stretches) == 0) {
		for range blankRows {
			t.Rows = append(t.Rows, paper.Cells("", "", "", "", ""))
		}
	}
	return t
}

// place is where a stretch lies, in metres from the start of the line.
func (v StretchVisit) place() string {
	switch {
	case v.FromM == nil:
		return word("paper_stretch")
	case v.ToM == nil || *v.ToM == *v.FromM:
		return word("paper_at", "m", fmt.Sprintf("%.0f", *v.FromM))
	}
	return word("paper_from_to", "from", fmt.Sprintf("%.0f", *v.FromM), "to", fmt.Sprintf("%.0f", *v.ToM))
}

func (d dossier) conditions(codes []string) string {
	texts := make([]string, len(codes))
	for i, c := range codes {
		if texts[i] = d.words[c]; texts[i] == "" {
			texts[i] = c
		}
	}
	return strings.Join(texts, "、")
}

func (d dossier) outcome() paper.Form {
	boxes := make([]string, len(Conclusions))
	for i, c := range Conclusions {
		boxes[i] = d.box(c == d.Conclusion) + word("conclusion_"+c)
	}
	agreed := d.Conclusion != "" && !d.Disagreement
	sides := d.box(agreed) + word("paper_agree") + "　　" + d.box(d.Disagreement) + word("paper_disagree")
	return paper.Form{Pairs: 1, Fields: []paper.Field{
		{Label: word("paper_findings"), Value: d.found(d.Findings), Lines: 6},
		{Label: word("paper_problems"), Value: d.found(d.Problems), Lines: 3},
		{Label: word("paper_conclusion"), Value: strings.Join(boxes, "　　")},
		{Label: word("paper_sides"), Value: sides},
	}}
}

// box is one to be ticked; on a blank form none is.
func (d dossier) box(ticked bool) string {
	if ticked && !d.blank {
		return "☑"
	}
	return "□"
}

// signatures are the opinions of both sides with their signatures; each side has its own.
func (d dossier) signatures() paper.Table {
	sides := d.sides()
	head, opinions, signs := []paper.Cell{}, []paper.Cell{}, []paper.Cell{}
	for _, s := range sides {
		head = append(head, paper.Cell{Text: word("paper_opinion", "party", s.name), Bold: true, Align: paper.Center})
		opinions = append(opinions, paper.Cell{Text: d.found(s.opinion), Lines: 5})
		day := d.found(chineseDay(s.signedOn))
		if day == "" {
			day = word("paper_empty_day")
		}
		signs = append(signs, paper.Cell{Text: word("paper_sign") + "\n\n\n" + day, Align: paper.Right, Lines: 5})
	}
	return paper.Table{Rows: [][]paper.Cell{head, opinions, signs}, Widths: []float64{1, 1}}
}

func kilometres(km *float64) string {
	if km == nil {
		return ""
	}
	return fmt.Sprintf("%.3f", *km)
}

// chineseDay is a day as official papers write it: 2026年3月5日.
func chineseDay(day *string) string {
	if day == nil {
		return ""
	}
	t, err := time.Parse(time.DateOnly, *day)
	if err != nil {
		return *day
	}
	return t.Format("2006年1月2日")
}
