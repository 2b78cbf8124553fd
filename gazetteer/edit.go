package gazetteer

import (
	"encoding/json"
	"reflect"

	"github.com/google/uuid"

	"cairn/geo/geojson"
)

// The kinds of edits.
const (
	opAdd    = "add"
	opModify = "modify"
	opDelete = "delete"
)

// edit is a dated change of an entry in the ledger of name changes (地名变更台账); yearly
// figures count them by their own day, not by the day of typing.
type edit struct {
	ID        uuid.UUID
	Seq       *int64 // number in the source, if it came from one
	PlaceID   uuid.UUID
	Op        string
	On        string // YYYY-MM-DD
	AreaCode  string
	ClassCode string
	Before    map[string]any // the changed fields
	After     map[string]any
	TakenInOn *string // 入库
	Origin    string
	Matter    string // 事项
	Clerk     string // 经办人

	SetID, ItemID, ApprovalID *uuid.UUID
}

// editOf is the edit that leads from one state of an entry to the next.
func editOf(op string, before, after *Place, day string) edit {
	e := edit{ID: newID(), PlaceID: after.ID, Op: op, On: day, AreaCode: after.AreaCode, ClassCode: after.ClassCode,
		Before: map[string]any{}, After: map[string]any{}}
	old := map[string]any{}
	if before != nil {
		old = before.facts()
	}
	for field, value := range after.facts() {
		if reflect.DeepEqual(old[field], value) || before == nil && empty(value) {
			continue
		}
		if before != nil {
			e.Before[field] = old[field]
		}
		e.After[field] = value
	}
	_, renamed := e.Before["name"]
	e.Matter = matterOf(op, renamed)
	return e
}

// empty reports whether a new entry says nothing in a field.
func empty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []string:
		return len(v) == 0
	case []Form:
		return len(v) == 0
	case Secrecy:
		return len(v) == 0
	}
	return false
}

// facts are the fields that an edit may change, by the names that files and readers use.
func (p *Place) facts() map[string]any {
	d, facts := p.Draft(), map[string]any{}
	d.fields(facts)
	return facts
}

func (d *Draft) fields(into map[string]any) {
	for name, text := range map[string]string{
		"name": d.Name, "pinyin": d.Pinyin, "short_name": d.ShortName, "class_code": d.ClassCode, "area_code": d.AreaCode,
		"division_code": d.DivisionCode, "place_code": d.PlaceCode, "status": d.Status, "meaning": d.Meaning,
		"origin_text": d.OriginText, "history": d.History, "position_reason": d.PositionReason,
	} {
		into[name] = text
	}
	into["alt_names"], into["former_names"], into["names"], into["secrecy"] = d.AltNames, d.FormerNames, d.formFacts(), d.Secrecy
	d.Census.facts(into)
	into["lon"], into["lat"] = nil, nil
	if d.Lon != nil && d.Lat != nil {
		into["lon"], into["lat"] = *d.Lon, *d.Lat
	}
	if d.Geometry != nil {
		into["geometry"] = json.RawMessage(geojson.Append(nil, d.Geometry))
	}
}
