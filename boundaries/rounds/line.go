package rounds

import (
	"context"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/chinatime"
)

// The states of a line in a round. Unplanned is that of a line which the round does not know.
const (
	Unplanned = "unplanned"
	Walked    = "walked"
	Recorded  = "recorded"
	Signed    = "signed"
)

// LineStates lists them in the order of the work.
var LineStates = []string{Unplanned, Planned, Walked, Recorded, Signed, Closed}

// Conclusions are what a joint inspection may come to: 合格, 修复后合格, 待处理.
var Conclusions = []string{"qualified", "repaired", "follow_up"}

// The sides of a line. Left is the one inside the prefecture.
const (
	Left  = "left"
	Right = "right"
)

// LineRecord is a line in a round: its plan, its record, and how far it has come. Lengths are
// those of the agreements.
type LineRecord struct {
	Round          int        `json:"round"`
	Code           string     `json:"code"`
	Name           string     `json:"name"`
	Level          string     `json:"level" enum:"province,prefecture,county,township"`
	LeftArea       string     `json:"left_area"`
	LeftName       string     `json:"left_name"`
	RightArea      string     `json:"right_area"`
	RightName      string     `json:"right_name"`
	AgreedLengthKm *float64   `json:"agreed_length_km"`
	State          string     `json:"state" enum:"unplanned,planned,walked,recorded,signed,closed"`
	Batch          *int       `json:"batch" doc:"year in which it is to be inspected"`
	DueOn          *string    `json:"due_on" format:"date"`
	Overdue        bool       `json:"overdue"`
	Leading        string     `json:"leading" enum:"left,right" doc:"the side whose party leads (牵头方)"`
	LeftTeam       string     `json:"left_team"`
	RightTeam      string     `json:"right_team"`
	WalkedOn       *string    `json:"walked_on" format:"date"`
	Conclusion     string     `json:"conclusion" enum:"qualified,repaired,follow_up," doc:"empty: none yet"`
	Findings       string     `json:"findings" doc:"what the inspection found"`
	Problems       string     `json:"problems" doc:"what is still open"`
	LeftOpinion    string     `json:"left_opinion" doc:"what the party on the left says; disagreement stays"`
	RightOpinion   string     `json:"right_opinion"`
	LeftSignedOn   *string    `json:"left_signed_on" format:"date"`
	RightSignedOn  *string    `json:"right_signed_on" format:"date"`
	Document       string     `json:"document" doc:"number of the report under which both sides signed"`
	Disagreement   bool       `json:"disagreement" doc:"the sides do not agree; their opinions say in what"`
	Covered        *float64   `json:"covered" doc:"share of the length within reach of a track; null: no track"`
	WalkedKm       *float64   `json:"walked_km" doc:"the share of the agreed length that tracks cover"`
	MarkersDue     int        `json:"markers_due"`
	MarkersDone    int        `json:"markers_done" doc:"reached in this round"`
	MarkersBad     int        `json:"markers_bad" doc:"found other than intact"`
	OpenFindings   int        `json:"open_findings" doc:"on the line and its markers, not closed; risks of disputes left out"`
	LastRound      *int       `json:"last_round" doc:"the last round before this one that came to a conclusion"`
	LastOn         *string    `json:"last_on" format:"date"`
	Past           bool       `json:"past" doc:"its conclusion was imported; it has no papers here"`
	ClosedAt       *time.Time `json:"closed_at"`
	Version        int64      `json:"version" doc:"0: not planned"`
}

// ID is the owner id of the attachments of a line in a round.
func ID(round int, code string) string { return strconv.Itoa(round) + "-" + code }

// sides are the parties, the leading one first.
func (l LineRecord) sides() [2]side {
	left := side{l.LeftArea, l.LeftName, l.LeftTeam, l.LeftOpinion, l.LeftSignedOn}
	right := side{l.RightArea, l.RightName, l.RightTeam, l.RightOpinion, l.RightSignedOn}
	if l.Leading == Right {
		return [2]side{right, left}
	}
	return [2]side{left, right}
}

// side is one party of a line.
type side struct {
	area, name, team, opinion string
	signedOn                  *string
}

// Leader and Cooperator are the names of the parties.
func (l LineRecord) Leader() string     { return l.sides()[0].name }
func (l LineRecord) Cooperator() string { return l.sides()[1].name }

// Line is a line of a round. Error: problem.NotFound for a line that is not in force and
// for a round that there is not.
func (s *Store) Line(ctx context.Context, number int, code string) (LineRecord, error) {
	return s.line(ctx, s.db.Read(), number, code)
}

func (s *Store) line(ctx context.Context, q data.Querier, number int, code string) (LineRecord, error) {
	lines, err := s.rows(ctx, q, Query{Round: number, code: code}, "", 1)
	if err == nil && (len(lines) == 0 || code == "") {
		err = notFound("round_line", ID(number, code))
	}
	if err != nil {
		return LineRecord{}, err
	}
	return lines[0], nil
}

// rows reads the lines that fit, by code, after a code.
func (s *Store) rows(ctx context.Context, q data.Querier, query Query, after string, most int) ([]LineRecord, error) {
	args, err := query.restrict(chinatime.Day(s.now()))
	if err != nil {
		return nil, err
	}
	walked, err := s.walks(ctx, q, query.Round, query.code)
	if err != nil {
		return nil, data.Problem(err)
	}
	codes, covered := shares(walked)
	rows, err := q.Query(ctx, queries.Get("rows"), append(args, codes, covered, after, most)...)
	if err != nil {
		return nil, data.Problem(err)
	}
	lines, err := pgx.CollectRows(rows, scanLine)
	return lines, data.Problem(err)
}

func scanLine(row pgx.CollectableRow) (l LineRecord, err error) {
	return l, row.Scan(&l.Round, &l.Code, &l.Name, &l.Level, &l.LeftArea, &l.LeftName, &l.RightArea, &l.RightName, &l.AgreedLengthKm,
		&l.State, &l.Batch, &l.DueOn, &l.Overdue, &l.Leading, &l.LeftTeam, &l.RightTeam, &l.WalkedOn, &l.Conclusion, &l.Findings, &l.Problems,
		&l.LeftOpinion, &l.RightOpinion, &l.Disagreement, &l.LeftSignedOn, &l.RightSignedOn, &l.Document, &l.Covered, &l.WalkedKm,
		&l.MarkersDue, &l.MarkersDone, &l.MarkersBad, &l.OpenFindings, &l.LastRound, &l.LastOn, &l.Past, &l.ClosedAt, &l.Version)
}
