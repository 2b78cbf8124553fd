package api

import (
	"context"
	"net/http"

	"cairn/accounts"
	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// sessionOutput answers who is there; a sign-in carries the cookie.
type sessionOutput struct {
	SetCookie    []*http.Cookie `header:"Set-Cookie"`
	CacheControl string         `header:"Cache-Control"`
	Body         sessionBody
}

type sessionBody struct {
	Account    *accountBody   `json:"account" doc:"null when nobody is signed in"`
	May        mayBody        `json:"may" doc:"what the account's role may do, in its area"`
	Precision  precisionBody  `json:"precision" doc:"how exactly coordinates are shown to whoever asks"`
	Public     []string       `json:"public" doc:"layers readable without an account"`
	Schematic  bool           `json:"schematic" doc:"the database holds the built-in sample, whose shapes are made up"`
	Prefecture prefectureBody `json:"prefecture"`
	Version    string         `json:"version"`
}

type mayBody struct {
	Place      bool `json:"place" doc:"edit entries directly"`
	Propose    bool `json:"propose" doc:"write and submit change sets"`
	Review     bool `json:"review" doc:"accept, return and publish change sets of others"`
	Report     bool `json:"report" doc:"report an error in an entry, or confirm it"`
	Names      bool `json:"names" doc:"file, announce, clean up, choose readings, keep signs"`
	NameRules  bool `json:"name_rules" doc:"word lists, class codes, checks"`
	Areas      bool `json:"areas" doc:"carry out a change of administrative areas"`
	Marker     bool `json:"marker"`
	Line       bool `json:"line"`
	Facility   bool `json:"facility"`
	Planning   bool `json:"facility_plan" doc:"plan documents, burial zones, greening targets"`
	Kinds      bool `json:"facility_kinds" doc:"kinds of facility, their fields and groups"`
	Coverage   bool `json:"coverage" doc:"exemptions and figures reported upward"`
	CoverRules bool `json:"coverage_rules" doc:"parameters of the counting rules"`
	Monthly    bool `json:"monthly" doc:"confirm the months of townships"`
	MonthlyRev bool `json:"monthly_review" doc:"return reports of months"`
	MonthlySet bool `json:"monthly_settings" doc:"when reports of months are due"`
	Network    bool `json:"network_settings" doc:"how travel times are computed"`
	Indicators bool `json:"indicators" doc:"indicators of plans, parameters of burial, sizing standards"`
	Siting     bool `json:"siting" doc:"look for sites, keep scenarios"`
	SiteRules  bool `json:"siting_rules" doc:"what sites are kept away from"`
	Inspection bool `json:"inspection"`
	Patterns   bool `json:"marker_patterns" doc:"what numbers of markers look like"`
	Conditions bool `json:"conditions" doc:"what inspections may find"`
	Alarms     bool `json:"alarm_settings" doc:"when a marker counts as moved"`
	Finding    bool `json:"finding" doc:"take findings from step to step"`
	Disputes   bool `json:"disputes" doc:"read the register of disputes"`
	Deadlines  bool `json:"deadlines" doc:"the clocks of findings"`
	PatrolPlan bool `json:"patrol_plan"`
	RoundPlan  bool `json:"round_plan" doc:"plan rounds of joint inspection"`
	RoundClose bool `json:"round_close" doc:"close and archive rounds"`
	Precision  bool `json:"precision" doc:"how exactly coordinates are shown to whom"`
	Accounts   bool `json:"accounts"`
	Audit      bool `json:"audit"`
	Import     bool `json:"import"`
}

type prefectureBody struct {
	Code   string    `json:"code"`
	Name   string    `json:"name"`
	Bounds []float64 `json:"bounds" nullable:"true" doc:"west, south, east, north; null before areas are loaded" coarse:"lines,shape,quiet"`
}

func mayOf(a actor.Actor) mayBody {
	return mayBody{
		Place: a.May(actor.EditPlace), Propose: a.May(actor.ProposePlace), Review: a.May(actor.ReviewPlace),
		Report: a.May(actor.ReportPlace), Names: a.May(actor.TendNames), NameRules: a.May(actor.SetNameRules),
		Areas: a.May(actor.ChangeAreas), Marker: a.May(actor.EditMarker), Line: a.May(actor.EditLine),
		Facility: a.May(actor.EditFacility), Planning: a.May(actor.PlanFacility), Kinds: a.May(actor.SetKinds), Coverage: a.May(actor.EditCoverage), CoverRules: a.May(actor.SetCoverage), Monthly: a.May(actor.ReportMonthly), MonthlyRev: a.May(actor.ReviewMonthly), MonthlySet: a.May(actor.SetMonthly), Network: a.May(actor.SetNetwork), Indicators: a.May(actor.SetIndicators), Siting: a.May(actor.SiteFacility), SiteRules: a.May(actor.SetSitingRules), Inspection: a.May(actor.LogInspection),
		Patterns: a.May(actor.SetPatterns), Conditions: a.May(actor.SetConditions), Alarms: a.May(actor.SetAlarms), Finding: a.May(actor.HandleFinding),
		Disputes: a.May(actor.ReadDisputes), Deadlines: a.May(actor.SetDeadlines), PatrolPlan: a.May(actor.PlanPatrol),
		RoundPlan: a.May(actor.PlanRound), RoundClose: a.May(actor.CloseRound),
		Precision: a.May(actor.SetPrecision), Accounts: a.May(actor.ManageAccounts), Audit: a.May(actor.ReadAudit), Import: a.May(actor.Import),
	}
}

func (s *Server) whoAmI(ctx context.Context, _ *struct{}) (*sessionOutput, error) {
	return s.sessionOf(ctx, requestOf(ctx).account)
}

func (s *Server) sessionOf(ctx context.Context, a *accounts.Account) (*sessionOutput, error) {
	out := &sessionOutput{CacheControl: "no-store", Body: sessionBody{Public: s.Public, Version: s.Version, Precision: s.precisionOf(a)}}
	if out.Body.Public == nil {
		out.Body.Public = []string{}
	}
	if a != nil {
		account := accountBodyOf(*a)
		out.Body.Account, out.Body.May = &account, mayOf(a.Actor())
	}
	if a == nil && !s.mayRead(ctx, layerAny) {
		return out, nil // what the bureau is and where is nobody's business
	}
	home, err := boundaries.Prefecture(ctx, s.DB.Read())
	if err != nil {
		return nil, err
	}
	bounds, err := boundaries.Bounds(ctx, s.DB.Read())
	if err != nil {
		return nil, err
	}
	out.Body.Prefecture = prefectureBody{Code: home.Code, Name: home.Name}
	if bounds != nil {
		out.Body.Prefecture.Bounds = []float64{bounds.Left(), bounds.Bottom(), bounds.Right(), bounds.Top()}
	}
	_, err = data.Setting(ctx, s.DB.Read(), "schematic", &out.Body.Schematic)
	return out, err
}

type signInInput struct {
	Body struct {
		Login    string `json:"login" minLength:"1" maxLength:"200"`
		Password string `json:"password" minLength:"1" maxLength:"1000"`
	}
}

func (s *Server) signIn(ctx context.Context, in *signInInput) (*sessionOutput, error) {
	req := requestOf(ctx)
	a, session, err := s.Accounts.SignIn(ctx, in.Body.Login, in.Body.Password, req.address)
	if err != nil {
		return nil, err
	}
	if req.session != "" {
		if err := s.Accounts.SignOut(ctx, *req.account, req.session, req.address); err != nil {
			return nil, err
		}
	}
	out, err := s.sessionOf(ctx, &a)
	if err != nil {
		return nil, err
	}
	out.SetCookie = []*http.Cookie{s.cookie(req, session)}
	return out, nil
}

type cookieOutput struct {
	SetCookie    []*http.Cookie `header:"Set-Cookie"`
	CacheControl string         `header:"Cache-Control"`
}

func (s *Server) signOut(ctx context.Context, _ *struct{}) (*cookieOutput, error) {
	req := requestOf(ctx)
	if req.session != "" {
		if err := s.Accounts.SignOut(ctx, *req.account, req.session, req.address); err != nil {
			return nil, err
		}
	}
	return &cookieOutput{SetCookie: []*http.Cookie{s.cookie(req, accounts.Session{})}, CacheControl: "no-store"}, nil
}

type ownPasswordInput struct {
	Body struct {
		Old string `json:"old_password" minLength:"1" maxLength:"1000"`
		New string `json:"new_password" minLength:"1" maxLength:"1000"`
	}
}

// changeOwnPassword ends every other session of the account; this one goes on with a new cookie.
func (s *Server) changeOwnPassword(ctx context.Context, in *ownPasswordInput) (*cookieOutput, error) {
	req := requestOf(ctx)
	if req.session == "" {
		return nil, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	session, err := s.Accounts.ChangePassword(ctx, req.account.ID, in.Body.Old, in.Body.New, req.address)
	if err != nil {
		return nil, err
	}
	return &cookieOutput{SetCookie: []*http.Cookie{s.cookie(req, session)}, CacheControl: "no-store"}, nil
}
