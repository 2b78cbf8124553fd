package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/accounts"
	"cairn/boundaries"
	"cairn/boundaries/precision"
	"cairn/boundaries/rounds"
	"cairn/data"
	"cairn/data/attachments"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// reader is for whom the request reads coordinates. Without a policy (tests of parts of the
// service) everybody sees them exactly, and nothing is noted.
func (s *Server) reader(ctx context.Context) *grain.Reader {
	if s.Precision == nil {
		return grain.NewReader(grain.Grains{})
	}
	return grain.NewReader(s.Precision.For(actorOf(ctx)))
}

// precisionBody is how exactly somebody is shown coordinates.
type precisionBody struct {
	LinesM       grain.Grain `json:"lines_m" doc:"side of the grid, metres; 0: exact"`
	MarkersM     grain.Grain `json:"markers_m"`
	InspectionsM grain.Grain `json:"inspections_m"`
}

// precisionOf is how exactly an account is shown coordinates; nil is nobody's.
func (s *Server) precisionOf(a *accounts.Account) precisionBody {
	if s.Precision == nil {
		return precisionBody{}
	}
	who := actor.Nobody
	if a != nil {
		who = a.Actor()
	}
	g := s.Precision.For(who)
	return precisionBody{g.Lines, g.Markers, g.Inspections}
}

// noteExact writes down what the request's reader was shown exactly, before the answer goes
// out. Error: the database's; nothing may be answered then.
func (s *Server) noteExact(ctx context.Context) error {
	layers, records := grain.Of(ctx).Seen()
	if records == 0 || s.Precision == nil || !actorOf(ctx).SignedIn() {
		return nil
	}
	return s.Precision.Note(ctx, readOf(ctx, layers, records))
}

// readOf is the request as the log has it.
func readOf(ctx context.Context, layers []grain.Layer, records int) precision.ExactRead {
	req, who := requestOf(ctx), actorOf(ctx)
	r := precision.ExactRead{At: time.Now(), Login: who.Login, Role: string(who.Role), Area: who.Area, Door: "api",
		Route: req.method + " " + req.pattern(ctx), Subject: req.subject, Records: records, Request: req.id}
	if who.ID != uuid.Nil {
		r.Account = &who.ID
	}
	for _, l := range layers {
		r.Layers = append(r.Layers, string(l))
	}
	return r
}

// coarseHistory makes the rows of versions of a record what the reader may see of them.
func coarseHistory(ctx context.Context, versions []data.Version, layers ...grain.Layer) {
	r := grain.Of(ctx)
	g := r.Coarsest(layers...)
	for i := range versions {
		v := &versions[i]
		v.Before, v.After = g.JSON(v.Before), g.JSON(v.After)
		for j := range v.Parts {
			v.Parts[j].Before, v.Parts[j].After = g.JSON(v.Parts[j].Before), g.JSON(v.Parts[j].After)
		}
	}
	r.Saw(layers[0], len(versions))
}

// boxFor reads a box for a search among things of layers, as wide as the reader's precision
// asks for: otherwise boxes would say what coordinates do not. Nil is everywhere.
func boxFor(ctx context.Context, text string, layers ...grain.Layer) (*orb.Bound, error) {
	box, err := parseBox(text, geo.CRS84)
	if err != nil || box == nil {
		return nil, err
	}
	wide := grain.Of(ctx).Coarsest(layers...).Widen(*box.lonLat())
	return &wide, nil
}

// needsExact refuses what cannot be made coarse to readers of coarse coordinates.
func needsExact(ctx context.Context, layers ...grain.Layer) error {
	if r := grain.Of(ctx); !r.Exact(layers...) {
		return problem.New(problem.Forbidden, "precision.needs_exact")
	}
	return nil
}

// boundaryOwners are the records whose photographs say where lines and markers are.
var boundaryOwners = []string{"line", "marker", "inspection", rounds.Owner, "finding", "dispute"}

// placed reports whether a file says where something on a boundary is.
func placed(m attachments.Meta) bool {
	return m.ExifLon != nil && slices.Contains(boundaryOwners, m.Owner)
}

// coarseFiles takes the places of photographs out for readers of coarse coordinates.
func coarseFiles(ctx context.Context, files []attachments.Meta) {
	r := grain.Of(ctx)
	for i := range files {
		if m := &files[i]; placed(*m) {
			r.Saw(grain.Inspections, 1)
			if !r.Exact(grain.Inspections) {
				m.ExifLon, m.ExifLat = nil, nil
			}
		}
	}
}

// showOriginal refuses the original of a photograph that says where it was taken to readers
// of coarse coordinates, and notes it for the others. Errors: problem.Forbidden; the database's.
func (s *Server) showOriginal(ctx context.Context, m attachments.Meta, size string) error {
	if size != attachments.Original || !placed(m) {
		return nil
	}
	if err := needsExact(ctx, grain.Inspections); err != nil {
		return err
	}
	grain.Of(ctx).Saw(grain.Inspections, 1)
	return s.noteExact(ctx)
}

// showArchive refuses the archive of a round to readers of coarse coordinates: it is frozen,
// with fixes, tracks and photographs. Errors: problem.Forbidden; the database's.
func (s *Server) showArchive(ctx context.Context, a rounds.RoundArchive) error {
	if err := needsExact(ctx, grain.Layers...); err != nil {
		return err
	}
	grain.Of(ctx).Saw(grain.Inspections, a.Files)
	return s.noteExact(ctx)
}

// showInspection makes a stored record what its sender may see of it, and notes it.
func (s *Server) showInspection(ctx context.Context, i *boundaries.Inspection) error {
	if i == nil {
		return nil
	}
	grain.Of(ctx).Apply(i)
	return s.noteExact(ctx)
}

// checkCorrection refuses a record that corrects another and gives as its fix the coarse
// position that its sender was shown of that one. Error: problem.Invalid.
func (s *Server) checkCorrection(ctx context.Context, in boundaries.InspectionInput) error {
	g := grain.Of(ctx).Of(grain.Inspections)
	if g == grain.Exact || in.Corrects == nil || in.Lon == nil || in.Lat == nil {
		return nil
	}
	before, err := s.Inspections.Get(ctx, *in.Corrects)
	if problem.Is(err, problem.NotFound) {
		return nil // it may arrive later
	}
	if err != nil || before.FixLon == nil || before.FixLat == nil {
		return err
	}
	if sent := (orb.Point{*in.Lon, *in.Lat}); sent == g.Point(orb.Point{*before.FixLon, *before.FixLat}) {
		return problem.InvalidFields(problem.Bad("lon", "precision.coarse_written"))
	}
	return nil
}

func (s *Server) listPrecision(ctx context.Context, _ *struct{}) (*list[precision.PrecisionRule], error) {
	rules, err := s.Precision.Rules(ctx)
	return listOf(rules, len(rules), func(precision.PrecisionRule) []string { return nil }), err
}

type putPrecisionInput struct {
	Role string `path:"role" enum:"public,viewer,township_clerk,planner,auditor,officer,reviewer,inspector,admin"`
	IfMatch
	Body struct {
		LinesM       grain.Grain `json:"lines_m" enum:"0,10,100,500,1000,5000,10000" doc:"metres; 0: exact"`
		MarkersM     grain.Grain `json:"markers_m" enum:"0,10,100,500,1000,5000,10000"`
		InspectionsM grain.Grain `json:"inspections_m" enum:"0,10,100,500,1000,5000,10000"`
		Reason       string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (s *Server) putPrecision(ctx context.Context, in *putPrecisionInput) (*record[precision.PrecisionRule], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	r, err := s.Precision.Set(ctx, changeBy(ctx, b.Reason), version,
		precision.PrecisionRule{Role: in.Role, LinesM: b.LinesM, MarkersM: b.MarkersM, InspectionsM: b.InspectionsM})
	return recordOf(r, r.Version), err
}

type exactReadsInput struct {
	Paging
	From  string `query:"from" maxLength:"40" pattern:"^[^/]*$" doc:"first day (Asia/Shanghai) or time"`
	To    string `query:"to" maxLength:"40" pattern:"^[^/]*$" doc:"last day, or time before which"`
	Actor string `query:"actor" maxLength:"64" doc:"login"`
}

func (s *Server) exactReads(ctx context.Context, in *exactReadsInput) (*list[precision.ExactRead], error) {
	q := precision.ReadQuery{Login: in.Actor, Limit: in.Limit + 1}
	var err error
	if q.From, q.To, err = spanOf(in.From, in.To); err != nil {
		return nil, err
	}
	key, err := in.key(2)
	if err != nil {
		return nil, err
	}
	if key != nil {
		at, errAt := time.Parse(time.RFC3339Nano, key[0])
		id, errID := strconv.ParseInt(key[1], 10, 64)
		if errAt != nil || errID != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
		q.After = &precision.ExactRead{At: at, ID: id}
	}
	if err := s.Precision.Flush(ctx); err != nil {
		return nil, err
	}
	reads, err := s.Precision.Reads(ctx, actorOf(ctx), q)
	return listOf(reads, in.Limit, func(r precision.ExactRead) []string {
		return []string{r.At.UTC().Format(time.RFC3339Nano), strconv.FormatInt(r.ID, 10)}
	}), err
}

// noteTile notes a map tile with exact coordinates; it is written with others a little later.
func (s *Server) noteTile(r *http.Request, layers []grain.Layer, features int) error {
	if s.Precision == nil || !actorOf(r.Context()).SignedIn() {
		return nil
	}
	return s.Precision.NoteLater(readOf(r.Context(), layers, features))
}
