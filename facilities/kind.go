package facilities

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// Presence is the counting rule of kinds that name none: an area is covered by a facility in it.
const Presence = "presence"

// Rules are the counting rules in the order in which they are shown.
var Rules = []string{Presence, "shared", "villages", "service_area", "distance", "travel_time", "capacity"}

// Level is a level of area that coverage can be counted by.
type Level string

// The levels.
const (
	County   Level = "county"
	Township Level = "township"
	Village  Level = "village"
)

// digits is the length of an area code of the level.
func (l Level) digits() int {
	switch l {
	case County:
		return 6
	case Township:
		return 9
	}
	return 12
}

// Kind is a kind of facility (类别), a row of the kinds table: a bureau adds its own.
type Kind struct {
	Code         string     `json:"code"`
	Name         string     `json:"name"`
	NameEn       string     `json:"name_en"`
	Unit         Level      `json:"unit" enum:"county,township,village" doc:"level of area by which coverage is counted"`
	ByVillage    bool       `json:"by_village" doc:"coverage may also be counted by village"`
	CapacityKind string     `json:"capacity_kind" enum:"plots,niches,beds,places,none"`
	Subkinds     []Subkind  `json:"subkinds"`
	Symbol       string     `json:"symbol" doc:"shape on the map"`
	Colour       string     `json:"colour" doc:"colour on the map, #rrggbb"`
	Ledger       string     `json:"ledger" doc:"column of the township table that it is counted in, empty for none"`
	Fields       []OwnField `json:"fields" doc:"fields of its own, beside those of every facility"`
	Stages       []Stage    `json:"stages" doc:"of a project, in their order"`
	Rule         string     `json:"rule" enum:"presence,shared,villages,service_area,distance,travel_time,capacity" doc:"counting rule unless another is named"`
	Serves       string     `json:"serves" enum:"all,county,township,village" doc:"whom a facility takes that declares no service area: everybody, or only people of its own area of the level"`
	Sort         int        `json:"sort" doc:"place in lists"`
	Retired      bool       `json:"retired" doc:"no longer offered for new facilities"`
	Version      int64      `json:"version"`
}

// Subkind is a finer kind.
type Subkind struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"name_en"`
}

// Stage is a step of a project (阶段) with the status that it means, say 开工: building.
type Stage struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"name_en"`
	Status string `json:"status" enum:"planned,building,in_use,closed"`
}

// Group is a set of kinds that count together (类组).
type Group struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	NameEn   string   `json:"name_en"`
	Unit     Level    `json:"unit" enum:"county,township,village"`
	Kinds    []string `json:"kinds"`
	Official bool     `json:"official" doc:"the rule by which burial coverage is officially counted"`
	Rule     string   `json:"rule" doc:"counting rule unless another is named"`
	Sort     int      `json:"sort" doc:"place in lists"`
	Retired  bool     `json:"retired" doc:"no longer offered"`
	Version  int64    `json:"version"`
}

// Catalogue is all kinds and groups in the order in which they are shown.
type Catalogue struct {
	Kinds  []Kind  `json:"items"`
	Groups []Group `json:"groups"`
}

// Kind finds a kind by its code.
func (c Catalogue) Kind(code string) (Kind, bool) {
	i := slices.IndexFunc(c.Kinds, func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{}, false
	}
	return c.Kinds[i], true
}

// KindsOf is the kinds that a code stands for: the kind itself, or those of the group; none
// for an unknown one.
func (c Catalogue) KindsOf(code string) []string {
	if _, ok := c.Kind(code); ok {
		return []string{code}
	}
	for _, g := range c.Groups {
		if g.Code == code {
			return g.Kinds
		}
	}
	return nil
}

// codes lists all kinds and groups, for messages.
func (c Catalogue) codes() string {
	var all []string
	for _, k := range c.Kinds {
		all = append(all, k.Code)
	}
	for _, g := range c.Groups {
		all = append(all, g.Code)
	}
	return strings.Join(all, ", ")
}

func loadCatalogue(ctx context.Context, q data.Querier) (Catalogue, error) {
	rows, err := q.Query(ctx, queries.Get("kinds"))
	if err != nil {
		return Catalogue{}, err
	}
	kinds, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Kind])
	if err != nil {
		return Catalogue{}, err
	}
	if rows, err = q.Query(ctx, queries.Get("groups")); err != nil {
		return Catalogue{}, err
	}
	groups, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Group])
	return Catalogue{kinds, groups}, err
}
