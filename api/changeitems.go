package api

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"cairn/gazetteer/changes"
)

// ItemID is embedded where an item of a change set is named.
type ItemID struct {
	SetID
	Item uuid.UUID `path:"item" format:"uuid"`
}

// ItemBody is a proposal for one entry.
type ItemBody struct {
	ID          *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
	Op          string     `json:"op,omitempty" enum:"add,modify,delete" doc:"default: add without place_id, modify with one"`
	Matter      string     `json:"matter,omitempty" enum:"naming,renaming,abolishing,correction" doc:"default: what stream and op say"`
	PlaceID     *uuid.UUID `json:"place_id,omitempty" format:"uuid" doc:"the entry; of an addition its id to be, made here when absent"`
	BaseVersion int64      `json:"base_version,omitempty" minimum:"0" doc:"version of the entry that the person saw; default the present one. An earlier one is fine: what others changed since is merged or shown as conflict"`
	Fields      proposal   `json:"fields,omitempty"`
	Reason      string     `json:"reason,omitempty"`
	RuleReason  string     `json:"rule_reason,omitempty" doc:"why the name may stand although a naming rule speaks against it"`
}

func newItems(bodies []ItemBody) []changes.NewItem {
	items := make([]changes.NewItem, len(bodies))
	for i, b := range bodies {
		items[i] = changes.NewItem{Op: b.Op, Matter: b.Matter, BaseVersion: b.BaseVersion, Fields: changes.Fields(b.Fields),
			Reason: b.Reason, RuleReason: b.RuleReason}
		if b.ID != nil {
			items[i].ID = *b.ID
		}
		if b.PlaceID != nil {
			items[i].PlaceID = *b.PlaceID
		}
	}
	return items
}

type listItemsInput struct {
	SetID
	Paging
}

func (s *Server) listChangeItems(ctx context.Context, in *listItemsInput) (*list[changes.ItemView], error) {
	after, err := in.number()
	if err != nil {
		return nil, err
	}
	return s.itemPage(ctx, in.ID, int(after), in.Limit)
}

func (s *Server) itemPage(ctx context.Context, set uuid.UUID, after, limit int) (*list[changes.ItemView], error) {
	items, err := s.Changes.Items(ctx, actorOf(ctx), set, after, limit)
	if err != nil {
		return nil, err
	}
	for _, v := range items {
		said(ctx, v.Findings)
	}
	return listOf(items, limit, func(v changes.ItemView) []string { return []string{strconv.Itoa(v.Seq)} }), nil
}

// answerItem answers with an item and the tag of its set.
func (s *Server) answerItem(ctx context.Context, in ItemID, set changes.Set, err error) (*record[changes.ItemView], error) {
	if err != nil {
		return nil, err
	}
	item, err := s.Changes.Item(ctx, actorOf(ctx), in.ID, in.Item)
	said(ctx, item.Findings)
	return recordOf(item, set.Version), err
}

func (s *Server) readChangeItem(ctx context.Context, in *ItemID) (*record[changes.ItemView], error) {
	set, err := s.Changes.Get(ctx, actorOf(ctx), in.ID)
	return s.answerItem(ctx, *in, set, err)
}

// OptionalMatch is embedded where a version may be given: when it is, it must be the present one.
type OptionalMatch struct {
	IfMatch
}

func (m OptionalMatch) version() (*int64, error) {
	if m.Match == "" {
		return nil, nil
	}
	v, err := m.IfMatch.version()
	return &v, err
}

type addItemsInput struct {
	SetID
	OptionalMatch
	Body struct {
		Items []ItemBody `json:"items" doc:"all of them are added or none"`
	}
}

func (s *Server) addChangeItems(ctx context.Context, in *addItemsInput) (*record[SetBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	set, err := s.Changes.AddItems(ctx, changeBy(ctx, ""), in.ID, version, newItems(in.Body.Items))
	return answerSet(ctx, set, err)
}

type patchItemInput struct {
	ItemID
	IfMatch
	Body struct {
		Fields      proposal    `json:"fields,omitempty" doc:"laid over the proposal field by field"`
		Drop        []string    `json:"drop,omitempty" doc:"fields that are no longer proposed"`
		Reason      opt[string] `json:"reason,omitempty"`
		RuleReason  opt[string] `json:"rule_reason,omitempty"`
		BaseVersion opt[int64]  `json:"base_version,omitempty" doc:"the proposal is made anew against this version of the entry"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchChangeItem(ctx context.Context, in *patchItemInput) (*record[changes.ItemView], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	set, err := s.Changes.ChangeItem(ctx, changeBy(ctx, ""), in.ID, in.Item, version, changes.ItemPatch{
		Fields: changes.Fields(b.Fields), Drop: b.Drop, Reason: b.Reason.set(), RuleReason: b.RuleReason.set(), BaseVersion: b.BaseVersion.set()})
	return s.answerItem(ctx, in.ItemID, set, err)
}

type dropItemInput struct {
	ItemID
	Removal
}

// tagOnly is the answer to a removal: the tag of what is left.
type tagOnly struct {
	ETag string `header:"ETag"`
}

func (s *Server) dropChangeItem(ctx context.Context, in *dropItemInput) (*tagOnly, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	set, err := s.Changes.DropItem(ctx, changeBy(ctx, in.Reason), in.ID, in.Item, version)
	return &tagOnly{etagOf(set.Version)}, err
}

type verdictInput struct {
	ItemID
	OptionalMatch
	Body struct {
		Verdict string `json:"verdict" enum:"accepted,returned," doc:"empty: open again"`
		Reason  string `json:"reason,omitempty" doc:"needed to return an item"`
	}
}

func (s *Server) judgeChangeItem(ctx context.Context, in *verdictInput) (*record[changes.ItemView], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	set, err := s.Changes.Verdict(ctx, changeBy(ctx, ""), in.ID, in.Item, version, in.Body.Verdict, in.Body.Reason)
	return s.answerItem(ctx, in.ItemID, set, err)
}

type resolveInput struct {
	ItemID
	OptionalMatch
	Body struct {
		Field          string        `json:"field" doc:"as in the item's fields: position, entry and the rest"`
		Choice         string        `json:"choice" enum:"mine,theirs,value"`
		Value          opt[rawValue] `json:"value,omitempty" doc:"of choice value"`
		CurrentVersion int64         `json:"current_version" minimum:"0" doc:"of the entry as the person saw it: the item's current_version"`
	}
}

func (s *Server) resolveConflict(ctx context.Context, in *resolveInput) (*record[changes.ItemView], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	choosing := changes.Choosing{Field: b.Field, Choice: b.Choice, Value: b.Value.Value.text, Version: b.CurrentVersion}
	if b.Value.Null {
		choosing.Value = []byte("null")
	}
	set, err := s.Changes.Resolve(ctx, changeBy(ctx, ""), in.ID, in.Item, version, choosing)
	return s.answerItem(ctx, in.ItemID, set, err)
}
