package api

import (
	"context"

	"cairn/boundaries/alarm"
)

type listAlarmsInput struct {
	Area  string `query:"area" maxLength:"12" doc:"code of an area: markers with a party in it"`
	State string `query:"state" enum:"moved,suspected,datum"`
}

// listAlarms judges all that inspections say, as the register is now; there are no pages.
func (s *Server) listAlarms(ctx context.Context, in *listAlarmsInput) (*list[alarm.Alarm], error) {
	alarms, err := s.Alarms.List(ctx, alarm.Filter{Area: in.Area, State: in.State}, langOf(ctx))
	return listOf(alarms, len(alarms), func(alarm.Alarm) []string { return nil }), err
}

func (s *Server) alarmSettings(ctx context.Context, _ *struct{}) (*record[alarm.Thresholds], error) {
	set, err := s.Alarms.Settings(ctx)
	return recordOf(set, set.Version), err
}

// AlarmSettingsBody is what may be set of the alarm: all of it at once.
type AlarmSettingsBody struct {
	FixedM      float64 `json:"fixed_m" doc:"least distance that counts, metres"`
	FixedSetM   float64 `json:"fixed_set_m" doc:"the same of markers of a pair or a set of three"`
	K           float64 `json:"k" doc:"standard errors beyond which a distance is no chance"`
	RegisteredM float64 `json:"registered_m" doc:"σ of a registered position without accuracy, metres"`
	SurveyM     float64 `json:"survey_m" doc:"accuracy up to which a position without a source is survey-grade, metres"`
	RTKM        float64 `json:"rtk_m" doc:"σ of an RTK position without accuracy, metres"`
	PhoneM      float64 `json:"phone_m" doc:"σ of another position without accuracy, metres"`
	TapeM       float64 `json:"tape_m" doc:"σ of a taped distance, metres"`
	TapePart    float64 `json:"tape_part" doc:"part of a taped distance that slope and sag add to its σ"`
	TogetherMin float64 `json:"together_min" doc:"minutes within which records of a pair or set were made together"`
	Reason      string  `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

type putAlarmSettingsInput struct {
	IfMatch
	Body AlarmSettingsBody
}

func (s *Server) putAlarmSettings(ctx context.Context, in *putAlarmSettingsInput) (*record[alarm.Thresholds], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	set, err := s.Alarms.SetSettings(ctx, changeBy(ctx, b.Reason), version, alarm.Thresholds{FixedM: b.FixedM, FixedSetM: b.FixedSetM, K: b.K,
		RegisteredM: b.RegisteredM, SurveyM: b.SurveyM, RTKM: b.RTKM, PhoneM: b.PhoneM, TapeM: b.TapeM, TapePart: b.TapePart, TogetherMin: b.TogetherMin})
	return recordOf(set, set.Version), err
}
