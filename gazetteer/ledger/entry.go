package ledger

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"cairn/gazetteer"
)

// Entry is a row of the ledger.
type Entry struct {
	EditID       uuid.UUID       `json:"edit_id"`
	PlaceID      uuid.UUID       `json:"place_id"`
	On           string          `json:"on" format:"date" doc:"day of the edit"`
	Op           string          `json:"op" enum:"add,modify,delete"`
	Matter       string          `json:"matter" enum:"naming,renaming,abolishing,correction"`
	Name         string          `json:"name" doc:"standard name after the edit"`
	Pinyin       string          `json:"pinyin"`
	ClassCode    string          `json:"class_code" doc:"class and area at the time of the edit"`
	ClassName    string          `json:"class_name"`
	AreaCode     string          `json:"area_code"`
	County       string          `json:"county"`
	Township     string          `json:"township"`
	Changed      []Changed       `json:"changed" doc:"the changed fields"`
	Approval     *RowApproval    `json:"approval" doc:"the authority's approval; null: none is needed, or on record"`
	Filing       RowFiling       `json:"filing"`
	Announcement RowAnnouncement `json:"announcement"`
	National     RowNational     `json:"national"`
	Clerk        string          `json:"clerk"`
	SetID        *uuid.UUID      `json:"set_id"`
	SetNumber    *int64          `json:"set_number"`
	Lon          *float64        `json:"lon" doc:"a point of the entry as it lies now; null: none is on record, or not for this reader"`
	Lat          *float64        `json:"lat"`
}

// Changed is a field with its value before and after; null: empty.
type Changed struct {
	Field  string `json:"field"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// RowApproval is the authority's approval (批准).
type RowApproval struct {
	ID            uuid.UUID `json:"id"`
	Authority     string    `json:"authority"`
	AuthorityKind string    `json:"authority_kind" enum:"government,place_name_department,other_department"`
	Document      string    `json:"document"`
	ApprovedOn    string    `json:"approved_on" format:"date"`
}

// RowFiling is the duty to file (备案).
type RowFiling struct {
	gazetteer.Duty
	FiledOn *string `json:"filed_on" format:"date"`
}

// RowAnnouncement is the duty to announce (公告).
type RowAnnouncement struct {
	gazetteer.Duty
	AnnouncedOn *string `json:"announced_on" format:"date"`
	Number      string  `json:"number" doc:"of the announcement in force"`
}

// RowNational is what the national place-name database has of an edit (入库).
type RowNational struct {
	State         string  `json:"state" enum:"unreported,reported,taken_in,returned"`
	ReportedOn    *string `json:"reported_on" format:"date"`
	TakenInOn     *string `json:"taken_in_on" format:"date"`
	ReturnedOn    *string `json:"returned_on" format:"date"`
	Reason        string  `json:"reason" doc:"why it was returned"`
	ExportVersion string  `json:"export_version"`
}

// Totals are the counts of a footer.
type Totals struct {
	By    string           `json:"by" enum:"county,month,year"`
	Rows  []PeriodTotals   `json:"rows"`
	Total gazetteer.Counts `json:"total"`
}

// PeriodTotals are the counts of a year, a month or a county.
type PeriodTotals struct {
	gazetteer.PeriodCounts
	Name string `json:"name" doc:"of the county; of the area above for what belongs to none"`
}

// stored is a row as rows.sql gives it.
type stored struct {
	EditID, PlaceID                                  uuid.UUID
	On, Op, Matter, Name, Pinyin                     string
	ClassCode, ClassName, AreaCode, County, Township string
	Before, After                                    map[string]any
	ApprovalID                                       *uuid.UUID
	Authority, AuthorityKind, Document, ApprovedOn   *string
	FilingDueOn, FiledOn                             *string
	AnnouncementDueOn, AnnouncedOn                   *string
	AnnouncementNumber, NationalState                string
	ReportedOn, TakenInOn, ReturnedOn                *string
	ReturnReason, ExportVersion, Clerk               string
	SetID                                            *uuid.UUID
	SetNumber                                        *int64
	Lon, Lat                                         *float64
}

func (s *stored) entry(today string, warn int) Entry {
	e := Entry{
		EditID: s.EditID, PlaceID: s.PlaceID, On: s.On, Op: s.Op, Matter: s.Matter, Name: s.Name, Pinyin: s.Pinyin,
		ClassCode: s.ClassCode, ClassName: s.ClassName, AreaCode: s.AreaCode, County: s.County, Township: s.Township,
		Changed: changes(s.Before, s.After), Clerk: s.Clerk, SetID: s.SetID, SetNumber: s.SetNumber,
		Lon: s.Lon, Lat: s.Lat,
		Filing:       RowFiling{gazetteer.NewDuty(s.FilingDueOn, s.FiledOn, today, warn), s.FiledOn},
		Announcement: RowAnnouncement{gazetteer.NewDuty(s.AnnouncementDueOn, s.AnnouncedOn, today, warn), s.AnnouncedOn, s.AnnouncementNumber},
		National:     RowNational{s.NationalState, s.ReportedOn, s.TakenInOn, s.ReturnedOn, s.ReturnReason, s.ExportVersion},
	}
	if s.ApprovalID != nil {
		e.Approval = &RowApproval{*s.ApprovalID, *s.Authority, *s.AuthorityKind, *s.Document, *s.ApprovedOn}
	}
	return e
}

// fieldOrder is the order in which fields are listed; others follow by name.
var fieldOrder = []string{"name", "pinyin", "short_name", "alt_names", "former_names", "class_code", "area_code", "division_code",
	"place_code", "status", "lon", "lat", "geometry", "meaning", "origin_text", "history", "position_reason"}

// changes lists the fields of an edit that were or became something.
func changes(before, after map[string]any) []Changed {
	fields := map[string]bool{}
	for _, side := range []map[string]any{before, after} {
		for field, value := range side {
			if !empty(value) {
				fields[field] = true
			}
		}
	}
	list := []Changed{}
	for _, field := range slices.SortedFunc(maps.Keys(fields), byFieldOrder) {
		list = append(list, Changed{field, brief(before[field]), brief(after[field])})
	}
	return list
}

func byFieldOrder(a, b string) int {
	rank := func(field string) int {
		if i := slices.Index(fieldOrder, field); i >= 0 {
			return i
		}
		return len(fieldOrder)
	}
	if d := rank(a) - rank(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

func empty(value any) bool {
	list, isList := value.([]any)
	return value == nil || value == "" || isList && len(list) == 0
}

// brief is a value as a list shows it: nil when it is empty, a geometry by its type and the
// number of its positions.
func brief(value any) any {
	if empty(value) {
		return nil
	}
	if shape, ok := value.(map[string]any); ok {
		return fmt.Sprintf("%v (%d)", shape["type"], positions(shape["coordinates"]))
	}
	return value
}

// positions counts the positions of GeoJSON coordinates.
func positions(coordinates any) int {
	list, ok := coordinates.([]any)
	if !ok || len(list) == 0 {
		return 0
	}
	if _, number := list[0].(float64); number {
		return 1
	}
	n := 0
	for _, part := range list {
		n += positions(part)
	}
	return n
}

// shown is a value as text.
func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		texts := make([]string, len(v))
		for i, item := range v {
			texts[i] = shown(item)
		}
		return strings.Join(texts, "、")
	}
	text, _ := json.Marshal(value) // decoded from JSON: it can be encoded
	return string(text)
}
