package api

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/gazetteer/changes"
	"cairn/internal/problem"
)

// SetID is embedded where a change set is named.
type SetID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// SetBody is a change set as it goes out, with what its reader may do to it now.
type SetBody struct {
	changes.Set
	May changes.SetMay `json:"may" doc:"what the reader may do to it now"`
}

// SetPage is a change set with its first items.
type SetPage struct {
	SetBody
	Items     []changes.ItemView `json:"items" doc:"the first 100; more at …/items"`
	ItemsNext *string            `json:"items_next" doc:"cursor of the items that follow; null when these are all"`
}

func setBody(ctx context.Context, s changes.Set) SetBody { return SetBody{s, s.May(actorOf(ctx))} }

// answerSet answers with a set and its tag.
func answerSet(ctx context.Context, s changes.Set, err error) (*record[SetBody], error) {
	return recordOf(setBody(ctx, s), s.Version), err
}

// firstItems is the length of the first page of items, which comes with the set.
const firstItems = 100

func (s *Server) setPage(ctx context.Context, set changes.Set) (SetPage, error) {
	page, err := s.itemPage(ctx, set.ID, 0, firstItems)
	if err != nil {
		return SetPage{}, err
	}
	return SetPage{setBody(ctx, set), page.Body.Items, page.Body.Next}, nil
}

// SetApprovalBody is the record of an authority's approval (批准) in a body: the whole
// record, or the id of one on record.
type SetApprovalBody struct {
	ID            *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"alone: an approval that is on record already"`
	Authority     string     `json:"authority,omitempty" doc:"批准机关"`
	AuthorityKind string     `json:"authority_kind,omitempty" doc:"government, place_name_department or other_department: decides where it is filed"`
	AuthorityArea string     `json:"authority_area,omitempty" doc:"area code of the authority"`
	Document      string     `json:"document,omitempty" doc:"批复文号"`
	ApprovedOn    string     `json:"approved_on,omitempty" doc:"批准日期, YYYY-MM-DD, not in the future"`
	Note          string     `json:"note,omitempty"`
}

func (b *SetApprovalBody) approval() *changes.ApprovalRecord {
	if b == nil {
		return nil
	}
	a := &changes.ApprovalRecord{Authority: b.Authority, AuthorityKind: b.AuthorityKind, AuthorityArea: b.AuthorityArea,
		Document: b.Document, ApprovedOn: b.ApprovedOn, Note: b.Note}
	if b.ID != nil {
		a.ID = *b.ID
	}
	return a
}

// proposal is an object of proposed fields; which there are is the domain's to say.
type proposal changes.Fields

// Schema names the fields; their values are checked by the domain.
func (proposal) Schema(huma.Registry) *huma.Schema {
	properties := map[string]*huma.Schema{}
	for _, name := range changes.FieldNames() {
		properties[name] = &huma.Schema{Extensions: map[string]any{"nullable": true}}
	}
	return &huma.Schema{Type: huma.TypeObject, Properties: properties, AdditionalProperties: true,
		Description: "proposed values by field, as in an entry; null empties a field; position is a GeoJSON geometry, as are lon and lat together"}
}

type listSetsInput struct {
	Paging
	State      string    `query:"state" maxLength:"20" doc:"draft, submitted, returned, accepted, published or withdrawn"`
	Stream     string    `query:"stream" maxLength:"20" doc:"naming or correction"`
	Area       string    `query:"area" maxLength:"12" doc:"code of an area that holds all of their entries"`
	Author     string    `query:"author" maxLength:"100" doc:"login; me for oneself"`
	Entry      uuid.UUID `query:"entry" format:"uuid" doc:"sets that speak of the entry"`
	Reviewable bool      `query:"reviewable" doc:"submitted, in my area, not mine: those that wait for me"`
}

func (s *Server) listSets(ctx context.Context, in *listSetsInput) (*list[SetBody], error) {
	filter := changes.Filter{State: in.State, Stream: in.Stream, Area: in.Area, Author: in.Author, Entry: in.Entry, Reviewable: in.Reviewable, Limit: in.Limit}
	if in.Author == "me" {
		filter.Author = actorOf(ctx).Login
	}
	var err error
	if filter.After, err = in.number(); err != nil {
		return nil, err
	}
	sets, err := s.Changes.List(ctx, actorOf(ctx), filter)
	if err != nil {
		return nil, err
	}
	bodies := make([]SetBody, len(sets))
	for i, set := range sets {
		bodies[i] = setBody(ctx, set)
	}
	return listOf(bodies, in.Limit, func(b SetBody) []string { return []string{strconv.FormatInt(b.Number, 10)} }), nil
}

// number is the place after which the page starts, where records are numbered; 0 for the
// first page. Error: problem.BadParameter.
func (p Paging) number() (int64, error) {
	key, err := p.key(1)
	if err != nil || key == nil {
		return 0, err
	}
	n, err := strconv.ParseInt(key[0], 10, 64)
	if err != nil || n < 1 {
		return 0, badParameter(problem.Bad("after", "api.bad_cursor"))
	}
	return n, nil
}

type createSetInput struct {
	Body struct {
		ID       *uuid.UUID       `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		Stream   string           `json:"stream" enum:"naming,correction" doc:"naming: 命名, 更名, 销名, needs an approval before publication; correction: 信息修改"`
		Title    string           `json:"title"`
		Reason   string           `json:"reason,omitempty" doc:"needed when it is submitted"`
		Items    []ItemBody       `json:"items,omitempty"`
		Approval *SetApprovalBody `json:"approval,omitempty" doc:"may follow until publication"`
	}
}

func (s *Server) createSet(ctx context.Context, in *createSetInput) (*created[SetPage], error) {
	b := &in.Body
	n := changes.New{Stream: b.Stream, Title: b.Title, Reason: b.Reason, Items: newItems(b.Items), Approval: b.Approval.approval()}
	if b.ID != nil {
		n.ID = *b.ID
	}
	set, err := s.Changes.Create(ctx, changeBy(ctx, b.Reason), n)
	if err != nil {
		return nil, err
	}
	page, err := s.setPage(ctx, set)
	return createdAt("/gazetteer/changes/"+set.ID.String(), page, set.Version), err
}

func (s *Server) readSet(ctx context.Context, in *SetID) (*record[SetPage], error) {
	set, err := s.Changes.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	page, err := s.setPage(ctx, set)
	return recordOf(page, set.Version), err
}

type patchSetInput struct {
	SetID
	IfMatch
	Body struct {
		Title    opt[string]          `json:"title,omitempty"`
		Reason   opt[string]          `json:"reason,omitempty"`
		Approval opt[SetApprovalBody] `json:"approval,omitempty" doc:"the authority's approval, as a whole; null: none. Until publication, by the author or a reviewer"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchSet(ctx context.Context, in *patchSetInput) (*record[SetBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	patch := changes.Patch{Title: b.Title.set(), Reason: b.Reason.set(), Unlink: b.Approval.Null}
	if b.Approval.Given && !b.Approval.Null {
		patch.Approval = b.Approval.Value.approval()
	}
	set, err := s.Changes.Change(ctx, changeBy(ctx, ""), in.ID, version, patch)
	return answerSet(ctx, set, err)
}

// rawValue is a value of any kind in a body.
type rawValue struct{ text json.RawMessage }

// UnmarshalJSON keeps the text.
func (v *rawValue) UnmarshalJSON(text []byte) error {
	v.text = append(json.RawMessage{}, text...)
	return nil
}

// MarshalJSON writes the text, for tests.
func (v rawValue) MarshalJSON() ([]byte, error) { return v.text, nil }

// Schema is that of anything.
func (rawValue) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{}
}
