package api

import (
	"context"
	"strconv"
	"time"

	"cairn/accounts"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

type auditInput struct {
	Paging
	From   string `query:"from" maxLength:"40" pattern:"^[^/]*$" doc:"first day (Asia/Shanghai) or time"`
	To     string `query:"to" maxLength:"40" pattern:"^[^/]*$" doc:"last day, or time before which"`
	Actor  string `query:"actor" maxLength:"64" doc:"login"`
	Entity string `query:"entity" maxLength:"60" doc:"place, line, marker, inspection, facility, area, account, sign_in …"`
	ID     string `query:"id" maxLength:"100" doc:"of the record"`
}

type auditItem struct {
	ChangeID  string    `json:"change_id" doc:"empty of a sign-in"`
	At        time.Time `json:"at"`
	Actor     string    `json:"actor_login"`
	ActorName string    `json:"actor_name"`
	Door      string    `json:"door" doc:"api, cli, import, setup; the address of a sign-in"`
	Reason    string    `json:"reason"`
	Entity    string    `json:"entity"`
	EntityID  string    `json:"entity_id"`
	Part      string    `json:"part" doc:"table of the row that moved"`
	Op        string    `json:"op" doc:"insert, update, delete; the outcome of a sign-in"`
	Changed   []string  `json:"changed" doc:"fields that an update changed"`

	number int64
}

func (s *Server) audit(ctx context.Context, in *auditInput) (*list[auditItem], error) {
	q := accounts.TrailQuery{Actor: in.Actor, Entity: in.Entity, ID: in.ID, Limit: in.Limit + 1}
	var err error
	if q.From, q.To, err = spanOf(in.From, in.To); err != nil {
		return nil, err
	}
	if q.After, err = in.last(); err != nil {
		return nil, err
	}
	all, err := s.Accounts.Trail(ctx, actorOf(ctx), q)
	if err != nil {
		return nil, err
	}
	items := make([]auditItem, len(all))
	for i, e := range all {
		items[i] = auditItem{e.ChangeID, e.At, e.Actor, e.ActorName, e.Door, e.Reason, e.Entity, e.EntityID, e.Table, e.Op, e.Changed, e.Number}
	}
	return listOf(items, in.Limit, func(i auditItem) []string {
		return []string{i.At.UTC().Format(time.RFC3339Nano), i.ChangeID, strconv.FormatInt(i.number, 10)}
	}), nil
}

// spanOf reads the parameters from and to; a day as to is the whole day.
func spanOf(first, last string) (from, to *time.Time, err error) {
	start, err := feature.ParseInterval(first)
	if err != nil {
		return nil, nil, badParameter(problem.Bad("from", "api.bad_day_or_time"))
	}
	end, err := feature.ParseInterval(last)
	if err != nil {
		return nil, nil, badParameter(problem.Bad("to", "api.bad_day_or_time"))
	}
	return start.From, end.To, nil
}

// last reads the cursor; nil from the start.
func (in *auditInput) last() (*accounts.Entry, error) {
	key, err := in.key(3)
	if err != nil || key == nil {
		return nil, err
	}
	at, errAt := time.Parse(time.RFC3339Nano, key[0])
	number, errNumber := strconv.ParseInt(key[2], 10, 64)
	if errAt != nil || errNumber != nil {
		return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
	}
	return &accounts.Entry{At: at, ChangeID: key[1], Number: number}, nil
}
