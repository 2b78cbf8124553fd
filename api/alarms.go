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
