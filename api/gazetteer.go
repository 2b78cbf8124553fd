package api

import (
	"context"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/problem"
)

// EntryID is embedded where an entry is named.
type EntryID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// EntryBody is an entry of the gazetteer as it goes out.
type EntryBody struct {
	gazetteer.Place
	Geometry      geometry              `json:"geometry" doc:"line or polygon; null when the entry is a point"`
	LastConfirmed *changes.Confirmation `json:"last_confirmed" doc:"when somebody on the spot last found it right; null when nobody did"`
}

func entryBody(p gazetteer.Place) EntryBody { return EntryBody{p, geometry{p.Shape()}, nil} }

// EntryFields are the fields of an entry that may be absent from a body.
type EntryFields struct {
	Pinyin         opt[string]           `json:"pinyin,omitempty" doc:"romanised spelling"`
	ShortName      opt[string]           `json:"short_name,omitempty"`
	AltNames       opt[[]string]         `json:"alt_names,omitempty" doc:"aliases, as a whole"`
	FormerNames    opt[[]string]         `json:"former_names,omitempty" doc:"oldest first, as a whole; a changed name goes to their end by itself"`
	DivisionCode   opt[string]           `json:"division_code,omitempty" doc:"the administrative area that the entry names, if it names one"`
	PlaceCode      opt[string]           `json:"place_code,omitempty" doc:"20 digits, never used twice"`
	Lon            opt[float64]          `json:"lon,omitempty" doc:"of a point, with lat"`
	Lat            opt[float64]          `json:"lat,omitempty"`
	Geometry       opt[rawGeometry]      `json:"geometry,omitempty" doc:"line or polygon instead of lon and lat"`
	Meaning        opt[string]           `json:"meaning,omitempty"`
	OriginText     opt[string]           `json:"origin_text,omitempty" doc:"where the name comes from"`
	History        opt[string]           `json:"history,omitempty"`
	Status         opt[string]           `json:"status,omitempty" enum:"current,historic" doc:"null is current"`
	PositionReason opt[string]           `json:"position_reason,omitempty" doc:"why it lies outside its declared township"`
	Names          opt[[]gazetteer.Form] `json:"names,omitempty" doc:"every name form but the standard one, as a whole, instead of short_name, alt_names and former_names"`
	Language       opt[string]           `json:"language,omitempty" doc:"语种"`
	Founded        opt[string]           `json:"founded,omitempty" doc:"设立年代"`
	Named          opt[string]           `json:"named,omitempty" doc:"命名年代"`
	Abolished      opt[string]           `json:"abolished,omitempty" doc:"废止年代"`
	Description    opt[string]           `json:"description,omitempty" doc:"地理实体概况"`
	SurveyMethod   opt[string]           `json:"survey_method,omitempty" doc:"坐标获取方式"`
	Source         opt[string]           `json:"source,omitempty" doc:"资料来源"`
	Registrar      opt[string]           `json:"registrar,omitempty" doc:"登记人"`
	RegisteredOn   opt[string]           `json:"registered_on,omitempty" format:"date" doc:"登记时间"`
	Crosses        opt[[]string]         `json:"crosses,omitempty" doc:"所跨行政区: codes of further areas, as a whole"`
	Secrecy        opt[map[string]int]   `json:"secrecy,omitempty" doc:"密级: grades 1 to 4 by field, as a whole; entry is the whole entry, position its geometry"`
	Reason         string                `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

// fill writes the fields that the body has into the draft; null empties a field. A point
// takes the place of a line or polygon, and the other way round.
func (b *EntryFields) fill(d *gazetteer.Draft) error {
	d.Pinyin, d.ShortName = b.Pinyin.or(d.Pinyin), b.ShortName.or(d.ShortName)
	d.AltNames, d.FormerNames = b.AltNames.or(d.AltNames), b.FormerNames.or(d.FormerNames)
	d.DivisionCode, d.PlaceCode = b.DivisionCode.or(d.DivisionCode), b.PlaceCode.or(d.PlaceCode)
	d.Meaning, d.OriginText, d.History = b.Meaning.or(d.Meaning), b.OriginText.or(d.OriginText), b.History.or(d.History)
	d.Status, d.PositionReason = b.Status.or(d.Status), b.PositionReason.or(d.PositionReason)
	if err := b.fillRest(d); err != nil {
		return err
	}
	if b.Lon.Given || b.Lat.Given {
		d.Geometry = nil
	}
	if b.Geometry.Given && !b.Geometry.Null {
		d.Lon, d.Lat = nil, nil
	}
	d.Lon, d.Lat = patched(b.Lon, d.Lon), patched(b.Lat, d.Lat)
	if !b.Geometry.Given {
		return nil
	}
	var err error
	d.Geometry, err = b.Geometry.Value.parse("geometry")
	if p, ok := d.Geometry.(orb.Point); ok && (d.Lon != nil && *d.Lon != p[0] || d.Lat != nil && *d.Lat != p[1]) {
		return problem.InvalidFields(problem.Bad("geometry", "gazetteer.two_positions"))
	}
	return err
}

// fillRest writes the name forms, the census form and the grades.
func (b *EntryFields) fillRest(d *gazetteer.Draft) error {
	if b.Names.Given {
		if b.ShortName.Given || b.AltNames.Given || b.FormerNames.Given {
			return problem.InvalidFields(problem.Bad("names", "gazetteer.names_twice"))
		}
		if err := d.SetForms(b.Names.Value); err != nil {
			return err
		}
	}
	given := map[string]opt[string]{"language": b.Language, "founded": b.Founded, "named": b.Named, "abolished": b.Abolished,
		"description": b.Description, "survey_method": b.SurveyMethod, "source": b.Source, "registrar": b.Registrar}
	for _, t := range d.CensusTexts() {
		field := given[t.Name]
		*t.Text = field.or(*t.Text)
	}
	d.RegisteredOn = patched(b.RegisteredOn, d.RegisteredOn)
	d.Crosses, d.Secrecy = b.Crosses.or(d.Crosses), b.Secrecy.or(d.Secrecy)
	return nil
}

type listEntriesInput struct {
	Paging
	Area   string `query:"area" maxLength:"12" doc:"code of an area that holds them"`
	Class  string `query:"class" maxLength:"5" doc:"class code, or the beginning of one"`
	Status string `query:"status" maxLength:"20" doc:"current, historic or retired; without it all but the retired ones"`
	Q      string `query:"q" maxLength:"200" doc:"part of a name form"`
}

func (s *Server) listEntries(ctx context.Context, in *listEntriesInput) (*list[EntryBody], error) {
	filter := gazetteer.Filter{Area: in.Area, Class: in.Class, Status: in.Status, Text: in.Q, Limit: in.Limit}
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if filter.After, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	places, err := s.Places.List(ctx, filter)
	if err != nil {
		return nil, err
	}
	bodies := make([]EntryBody, len(places))
	for i, p := range places {
		bodies[i] = entryBody(p)
	}
	if err := s.confirmed(ctx, bodies); err != nil {
		return nil, err
	}
	return listOf(bodies, in.Limit, func(e EntryBody) []string { return []string{e.ID.String()} }), nil
}

type createEntryInput struct {
	Body struct {
		ID        *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		Name      string     `json:"name" doc:"standard name"`
		ClassCode string     `json:"class_code" doc:"see /gazetteer/classes"`
		AreaCode  string     `json:"area_code" doc:"township, usually"`
		EntryFields
	}
}

func (s *Server) createEntry(ctx context.Context, in *createEntryInput) (*created[EntryBody], error) {
	b := &in.Body
	d := gazetteer.Draft{Name: b.Name, ClassCode: b.ClassCode, AreaCode: b.AreaCode}
	if err := b.fill(&d); err != nil {
		return nil, err
	}
	id := uuid.Nil
	if b.ID != nil {
		id = *b.ID
	}
	p, err := s.Places.Create(ctx, changeBy(ctx, b.Reason), id, d)
	if err != nil {
		return nil, err
	}
	return createdAt("/gazetteer/entries/"+p.ID.String(), entryBody(p), p.Version), nil
}

func (s *Server) readEntry(ctx context.Context, in *EntryID) (*record[EntryBody], error) {
	p, err := s.Places.Get(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	bodies := []EntryBody{entryBody(p)}
	err = s.confirmed(ctx, bodies)
	return recordOf(bodies[0], p.Version), err
}

type patchEntryInput struct {
	EntryID
	IfMatch
	Body struct {
		Name      opt[string] `json:"name,omitempty" doc:"the old one becomes a former name"`
		ClassCode opt[string] `json:"class_code,omitempty"`
		AreaCode  opt[string] `json:"area_code,omitempty"`
		Matter    string      `json:"matter,omitempty" enum:"correction,renaming" doc:"as which the ledger keeps the edit; absent: renaming (更名) when the name changes, else correction (信息修改). A name that was only written wrongly is a correction"`
		EntryFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchEntry(ctx context.Context, in *patchEntryInput) (*record[EntryBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	p, err := s.Places.UpdateAs(ctx, changeBy(ctx, b.Reason), b.Matter, in.ID, version, func(d *gazetteer.Draft) error {
		d.Name, d.ClassCode, d.AreaCode = b.Name.or(d.Name), b.ClassCode.or(d.ClassCode), b.AreaCode.or(d.AreaCode)
		return b.fill(d)
	})
	return recordOf(entryBody(p), p.Version), err
}

type retireEntryInput struct {
	EntryID
	Removal
}

func (s *Server) retireEntry(ctx context.Context, in *retireEntryInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	_, err = s.Places.Retire(ctx, changeBy(ctx, in.Reason), in.ID, version)
	return nil, err
}

func (s *Server) entryHistory(ctx context.Context, in *EntryID) (*list[data.Version], error) {
	versions, err := s.Places.History(ctx, in.ID)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}

func (s *Server) listClasses(ctx context.Context, _ *struct{}) (*list[gazetteer.Class], error) {
	classes, err := s.Places.Classes(ctx)
	return listOf(classes, len(classes), func(gazetteer.Class) []string { return nil }), err
}

type statisticsInput struct {
	From  string `query:"from" maxLength:"10" doc:"first year, month or day: YYYY, YYYY-MM or YYYY-MM-DD"`
	To    string `query:"to" maxLength:"10" doc:"last year, month or day, included"`
	Area  string `query:"area" maxLength:"12" doc:"code of an area that holds the entries"`
	Class string `query:"class" maxLength:"5" doc:"class code, or the beginning of one"`
	By    string `query:"by" default:"year" enum:"year,month,county,class" doc:"what a row stands for"`
}

func (s *Server) entryStatistics(ctx context.Context, in *statisticsInput) (*struct{ Body gazetteer.Statistics }, error) {
	stats, err := s.Places.Statistics(ctx, gazetteer.StatisticsQuery{From: in.From, To: in.To, Area: in.Area, Class: in.Class, By: in.By})
	return &struct{ Body gazetteer.Statistics }{stats}, err
}
