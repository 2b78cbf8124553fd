package indicators

import (
	"time"

	"github.com/google/uuid"

	"cairn/facilities"
)

// Indicator is an indicator of a plan, with the targets of areas inside and the figures that
// were reported of it.
type Indicator struct {
	ID          uuid.UUID           `json:"id"`
	PlanID      uuid.UUID           `json:"plan_id"`
	PlanTitle   string              `json:"plan_title"`
	PlanNumber  string              `json:"plan_number" doc:"of the document (文号)"`
	PlanDate    *facilities.Day     `json:"plan_date" doc:"on which the document was issued"`
	AreaCode    string              `json:"area_code" doc:"the plan's area"`
	Code        string              `json:"code" doc:"its own in the plan"`
	Name        string              `json:"name"`
	NameEn      string              `json:"name_en"`
	Attribute   string              `json:"attribute" enum:"binding,expected" doc:"binding: 约束性, expected: 预期性"`
	Unit        string              `json:"unit" enum:"percent,per_1000,count"`
	UnitName    string              `json:"unit_name" doc:"of a count, as shown: 个, 张 …"`
	Direction   string              `json:"direction" enum:"up,down" doc:"up: at least the target"`
	Formula     string              `json:"formula" doc:"name in the register; empty: only reported figures are known"`
	Params      FormulaParams       `json:"params"`
	BaseYear    *int                `json:"base_year"`
	BaseValue   *float64            `json:"base_value"`
	TargetYear  *int                `json:"target_year"`
	TargetValue *float64            `json:"target_value"`
	Source      string              `json:"source" doc:"where in the document it stands"`
	Note        string              `json:"note"`
	Sort        int                 `json:"sort" doc:"place in the table"`
	Targets     []IndicatorTarget   `json:"targets" doc:"of areas inside, by code"`
	Reported    []IndicatorReported `json:"reported" doc:"by area, the newest first"`
	Retired     bool                `json:"retired"`
	Version     int64               `json:"version"`
	UpdatedAt   time.Time           `json:"updated_at"`
}

// IndicatorTarget is what the plan asks of an area inside its own, in the same years.
type IndicatorTarget struct {
	AreaCode    string   `json:"area_code"`
	BaseValue   *float64 `json:"base_value" required:"false"`
	TargetValue float64  `json:"target_value"`
}

// IndicatorReported is a figure as it was reported.
type IndicatorReported struct {
	AreaCode string         `json:"area_code"`
	AsOf     facilities.Day `json:"as_of" format:"date" doc:"day that it speaks of"`
	Value    float64        `json:"value"`
	Document string         `json:"document" doc:"where it was reported"`
	Note     string         `json:"note" required:"false"`
}

// Draft is what people write of an indicator.
type Draft struct {
	PlanID                 uuid.UUID
	Code, Name, NameEn     string
	Attribute              string
	Unit, UnitName         string
	Direction              string // "": up
	Formula                string
	Params                 FormulaParams
	BaseYear, TargetYear   *int
	BaseValue, TargetValue *float64
	Source, Note           string
	Sort                   int
	Targets                []IndicatorTarget
	Reported               []IndicatorReported
}

// Draft is the indicator's own fields, to be edited.
func (i *Indicator) Draft() Draft {
	return Draft{PlanID: i.PlanID, Code: i.Code, Name: i.Name, NameEn: i.NameEn, Attribute: i.Attribute, Unit: i.Unit, UnitName: i.UnitName,
		Direction: i.Direction, Formula: i.Formula, Params: i.Params, BaseYear: i.BaseYear, TargetYear: i.TargetYear,
		BaseValue: i.BaseValue, TargetValue: i.TargetValue, Source: i.Source, Note: i.Note, Sort: i.Sort, Targets: i.Targets, Reported: i.Reported}
}
