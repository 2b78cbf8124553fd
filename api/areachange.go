package api

import (
	"context"
	"strconv"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries/areachange"
	"cairn/internal/problem"
	"cairn/internal/succession"
)

// AreaPartBody is a part of a change of areas with its outline.
type AreaPartBody struct {
	areachange.AreaPart
	Geometry geometry `json:"geometry" doc:"outline; null: what follows from the old areas" coarse:"lines,shape,quiet"`
}

// AreaChangeBody is a change of areas as its readers see it.
type AreaChangeBody struct {
	areachange.AreaChange
	Parts []AreaPartBody        `json:"parts"`
	Moves []succession.AreaMove `json:"moves" doc:"which area became which; empty until it is applied"`
	May   AreaChangeMay         `json:"may"`
}

// AreaChangeMay says what the reader may do with a change now.
type AreaChangeMay struct {
	Edit  bool `json:"edit" doc:"change or withdraw it, add its papers"`
	Apply bool `json:"apply" doc:"it is due; what is missing besides the preview says"`
}

func (s *Server) areaChangeBody(ctx context.Context, c areachange.AreaChange) AreaChangeBody {
	b := AreaChangeBody{AreaChange: c, Parts: []AreaPartBody{}, Moves: []succession.AreaMove{}}
	for _, p := range c.Parts {
		b.Parts = append(b.Parts, AreaPartBody{p, geometry{orNilShape(p.Geometry)}})
	}
	b.May.Edit = s.AreaChanges.MayWrite(ctx, actorOf(ctx), c.ID.String()) == nil
	b.May.Apply = b.May.Edit && c.Due
	return b
}

// orNilShape is a nil geometry for a nil polygon, which are not the same in an interface.
func orNilShape(m orb.MultiPolygon) orb.Geometry {
	if m == nil {
		return nil
	}
	return m
}

type listAreaChangesInput struct {
	Paging
	State string `query:"state" enum:"draft,applied,withdrawn"`
	Area  string `query:"area" maxLength:"12" doc:"code of an area: changes of it, of areas in it or of one that holds it"`
	Due   bool   `query:"due" doc:"drafts whose day of effect has come"`
}

func (s *Server) listAreaChanges(ctx context.Context, in *listAreaChangesInput) (*list[areachange.AreaChange], error) {
	f := areachange.Filter{State: in.State, Area: in.Area, Due: in.Due, Limit: in.Limit}
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if f.After, err = strconv.ParseInt(key[0], 10, 64); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	changes, err := s.AreaChanges.List(ctx, f)
	return listOf(changes, in.Limit, func(c areachange.AreaChange) []string { return []string{strconv.FormatInt(c.Number, 10)} }), err
}

// AreaPartFields are a part as a client writes it.
type AreaPartFields struct {
	Old      []string    `json:"old" maxItems:"200" doc:"codes of the old areas; of a merger the principal one first"`
	Code     string      `json:"code,omitempty" maxLength:"12" doc:"code of the new area; left out for a renaming"`
	Name     string      `json:"name,omitempty" doc:"left out for a transfer that keeps the name"`
	Pinyin   string      `json:"pinyin,omitempty"`
	Parent   string      `json:"parent,omitempty" maxLength:"12" doc:"default: the parent of the old areas"`
	Lon      *float64    `json:"lon,omitempty" doc:"of the seat; default: the seat of the first old area"`
	Lat      *float64    `json:"lat,omitempty"`
	Members  []string    `json:"members,omitempty" doc:"of a split: codes of the areas directly inside that go to this part"`
	Geometry rawGeometry `json:"geometry,omitempty" doc:"outline, Polygon or MultiPolygon"`
}

func partsOf(fields []AreaPartFields) ([]areachange.AreaPart, error) {
	parts := make([]areachange.AreaPart, len(fields))
	for i, f := range fields {
		name := "parts[" + strconv.Itoa(i) + "].geometry"
		shape, err := f.Geometry.parse(name)
		if err != nil {
			return nil, err
		}
		parts[i] = areachange.AreaPart{Old: f.Old, Code: f.Code, Name: f.Name, Pinyin: f.Pinyin, Parent: f.Parent, Lon: f.Lon, Lat: f.Lat, Members: f.Members}
		switch g := shape.(type) {
		case nil:
		case orb.Polygon:
			parts[i].Geometry = orb.MultiPolygon{g}
		case orb.MultiPolygon:
			parts[i].Geometry = g
		default:
			return nil, problem.InvalidFields(problem.Bad(name, "geometry.wrong_type", "expected", "Polygon, MultiPolygon"))
		}
	}
	return parts, nil
}

type createAreaChangeInput struct {
	Body struct {
		ID          string            `json:"id,omitempty" format:"uuid" doc:"made by the client; else the server makes one"`
		Kind        string            `json:"kind" enum:"rename,upgrade,merge,split,transfer"`
		Title       string            `json:"title"`
		Authority   string            `json:"authority,omitempty"`
		Document    string            `json:"document,omitempty"`
		ApprovedOn  string            `json:"approved_on,omitempty" doc:"YYYY-MM-DD"`
		EffectiveOn string            `json:"effective_on,omitempty" doc:"YYYY-MM-DD"`
		Note        string            `json:"note,omitempty"`
		Parts       []AreaPartFields  `json:"parts"`
		Codes       map[string]string `json:"codes,omitempty" doc:"codes of areas inside, old to new"`
		Reason      string            `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) createAreaChange(ctx context.Context, in *createAreaChangeInput) (*created[AreaChangeBody], error) {
	b := &in.Body
	id := uuid.Nil
	if b.ID != "" {
		var err error
		if id, err = uuid.Parse(b.ID); err != nil {
			return nil, problem.InvalidFields(problem.Bad("id", "api.bad_uuid"))
		}
	}
	parts, err := partsOf(b.Parts)
	if err != nil {
		return nil, err
	}
	c, err := s.AreaChanges.Create(ctx, changeBy(ctx, b.Reason), id, areachange.Draft{Kind: b.Kind, Title: b.Title, Authority: b.Authority,
		Document: b.Document, ApprovedOn: b.ApprovedOn, EffectiveOn: b.EffectiveOn, Note: b.Note, Parts: parts, Codes: b.Codes})
	if err != nil {
		return nil, err
	}
	return createdAt("/areas/changes/"+c.ID.String(), s.areaChangeBody(ctx, c), c.Version), nil
}

// AreaChangeID is embedded where a change of areas is named.
type AreaChangeID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) readAreaChange(ctx context.Context, in *AreaChangeID) (*record[AreaChangeBody], error) {
	c, err := s.AreaChanges.Get(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	b := s.areaChangeBody(ctx, c)
	if c.State == areachange.Applied {
		b.Moves, err = s.AreaChanges.Moves(ctx, in.ID)
	}
	return recordOf(b, c.Version), err
}

type patchAreaChangeInput struct {
	AreaChangeID
	IfMatch
	Body struct {
		Kind        opt[string]            `json:"kind,omitempty" enum:"rename,upgrade,merge,split,transfer"`
		Title       opt[string]            `json:"title,omitempty"`
		Authority   opt[string]            `json:"authority,omitempty"`
		Document    opt[string]            `json:"document,omitempty"`
		ApprovedOn  opt[string]            `json:"approved_on,omitempty"`
		EffectiveOn opt[string]            `json:"effective_on,omitempty"`
		Note        opt[string]            `json:"note,omitempty"`
		Parts       opt[[]AreaPartFields]  `json:"parts,omitempty" doc:"as a whole"`
		Codes       opt[map[string]string] `json:"codes,omitempty" doc:"as a whole"`
		Reason      string                 `json:"reason,omitempty" maxLength:"2000"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchAreaChange(ctx context.Context, in *patchAreaChangeInput) (*record[AreaChangeBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	c, err := s.AreaChanges.Update(ctx, changeBy(ctx, b.Reason), in.ID, version, func(d *areachange.Draft) error {
		d.Kind, d.Title, d.Authority, d.Document = b.Kind.or(d.Kind), b.Title.or(d.Title), b.Authority.or(d.Authority), b.Document.or(d.Document)
		d.ApprovedOn, d.EffectiveOn, d.Note = b.ApprovedOn.or(d.ApprovedOn), b.EffectiveOn.or(d.EffectiveOn), b.Note.or(d.Note)
		d.Codes = b.Codes.or(d.Codes)
		if b.Parts.Given {
			d.Parts, err = partsOf(b.Parts.Value)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return recordOf(s.areaChangeBody(ctx, c), c.Version), nil
}

type actOnAreaChangeInput struct {
	AreaChangeID
	IfMatch
	Body *struct {
		Reason string `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (in *actOnAreaChangeInput) reason() string {
	if in.Body == nil {
		return ""
	}
	return in.Body.Reason
}

func (s *Server) applyAreaChange(ctx context.Context, in *actOnAreaChangeInput) (*record[AreaChangeBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	c, err := s.AreaChanges.Apply(ctx, changeBy(ctx, in.reason()), in.ID, version)
	if err != nil {
		return nil, err
	}
	b := s.areaChangeBody(ctx, c)
	b.Moves, err = s.AreaChanges.Moves(ctx, in.ID)
	return recordOf(b, c.Version), err
}

func (s *Server) withdrawAreaChange(ctx context.Context, in *actOnAreaChangeInput) (*record[AreaChangeBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	c, err := s.AreaChanges.Withdraw(ctx, changeBy(ctx, in.reason()), in.ID, version)
	if err != nil {
		return nil, err
	}
	return recordOf(s.areaChangeBody(ctx, c), c.Version), nil
}

// AreaPreview is what a change would do.
type AreaPreview struct {
	Moves    []succession.AreaMove `json:"moves" doc:"which area becomes which, those inside included"`
	Touched  []succession.Touched  `json:"touched"`
	Warnings []Notice              `json:"warnings" doc:"to look at; they do not keep it from being applied"`
	Blocks   []Notice              `json:"blocks" doc:"what keeps it from being applied today"`
}

// Notice is a message with its key, in the reader's language.
type Notice struct {
	Field   string         `json:"field"`
	Code    string         `json:"code"`
	Message string         `json:"message"`
	Params  map[string]any `json:"params"`
}

func noticeOf(lang problem.Lang, field, key string, params map[string]any) Notice {
	if params == nil {
		params = map[string]any{}
	}
	return Notice{Field: field, Code: key, Message: problem.Text(lang, key, params), Params: params}
}

func (s *Server) previewAreaChange(ctx context.Context, in *AreaChangeID) (*struct{ Body AreaPreview }, error) {
	p, err := s.AreaChanges.Preview(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	body := AreaPreview{Moves: p.Moves, Touched: p.Touched, Warnings: []Notice{}, Blocks: []Notice{}}
	for _, w := range p.Warnings {
		body.Warnings = append(body.Warnings, noticeOf(lang, "", w.Key, w.Params))
	}
	for _, f := range p.Blocks {
		body.Blocks = append(body.Blocks, noticeOf(lang, f.Field, f.Key, f.Params))
	}
	return &struct{ Body AreaPreview }{body}, nil
}
