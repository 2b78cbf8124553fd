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
	alarm.Levels
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
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
	set, err := s.Alarms.SetSettings(ctx, changeBy(ctx, in.Body.Reason), version, alarm.Thresholds{Levels: in.Body.Levels})
	return recordOf(set, set.Version), err
}
