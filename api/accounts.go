package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cairn/accounts"
	"cairn/data"
	"cairn/internal/actor"
)

// accountBody is an account as an admin and its owner see it.
type accountBody struct {
	ID                 uuid.UUID  `json:"id" format:"uuid"`
	Login              string     `json:"login"`
	Name               string     `json:"name"`
	Role               string     `json:"role" enum:"viewer,township_clerk,officer,reviewer,inspector,planner,auditor,admin"`
	AreaCode           string     `json:"area_code" doc:"where it may act; empty is everywhere"`
	AreaName           string     `json:"area_name"`
	Clearance          int        `json:"clearance" doc:"reads up to this grade of secrecy (密级): 0 public, 1 内部, 2 秘密, 3 机密, 4 绝密"`
	MustChangePassword bool       `json:"must_change_password"`
	Disabled           bool       `json:"disabled"`
	Version            int64      `json:"version"`
	CreatedAt          time.Time  `json:"created_at"`
	UpdatedAt          time.Time  `json:"updated_at"`
	LastSeenAt         *time.Time `json:"last_seen_at" doc:"last sign-in"`
}

func accountBodyOf(a accounts.Account) accountBody {
	return accountBody{
		ID: a.ID, Login: a.Login, Name: a.Name, Role: string(a.Role), AreaCode: a.AreaCode, AreaName: a.AreaName,
		Clearance: int(a.Clearance), MustChangePassword: a.MustChangePassword, Disabled: a.Disabled, Version: a.Version,
		CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt, LastSeenAt: a.LastSignIn,
	}
}

// changeBy is a change by the request's actor through the API.
func changeBy(ctx context.Context, reason string) data.Change {
	return data.Change{Actor: actorOf(ctx), Reason: reason, Door: "api"}
}

type listAccountsInput struct {
	Paging
	Q string `query:"q" maxLength:"100" doc:"part of a login or name"`
}

func (s *Server) listAccounts(ctx context.Context, in *listAccountsInput) (*list[accountBody], error) {
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	after := ""
	if key != nil {
		after = key[0]
	}
	all, err := s.Accounts.List(ctx, actorOf(ctx), in.Q, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	bodies := make([]accountBody, len(all))
	for i, a := range all {
		bodies[i] = accountBodyOf(a)
	}
	return listOf(bodies, in.Limit, func(a accountBody) []string { return []string{a.Login} }), nil
}

type createAccountInput struct {
	Body struct {
		Login     string `json:"login" doc:"small letters, digits and . _ @ -"`
		Name      string `json:"name"`
		Role      string `json:"role" enum:"viewer,township_clerk,officer,reviewer,inspector,planner,auditor,admin"`
		AreaCode  string `json:"area_code" doc:"within one's own area"`
		Clearance int    `json:"clearance,omitempty" minimum:"0" maximum:"4" doc:"not above one's own"`
		Password  string `json:"password,omitempty" doc:"to be changed at the first sign-in; made up when absent"`
		Reason    string `json:"reason,omitempty" maxLength:"2000"`
	}
}

type newAccountBody struct {
	Account         accountBody `json:"account"`
	OneTimePassword string      `json:"one_time_password" doc:"shown once, never again"`
}

func (s *Server) createAccount(ctx context.Context, in *createAccountInput) (*created[newAccountBody], error) {
	b := in.Body
	a, password, err := s.Accounts.Create(ctx, changeBy(ctx, b.Reason), accounts.Draft{
		Login: b.Login, Name: b.Name, Role: actor.Role(b.Role), AreaCode: b.AreaCode, Password: b.Password, Clearance: actor.Grade(b.Clearance)})
	if err != nil {
		return nil, err
	}
	return createdAt("/accounts/"+a.ID.String(), newAccountBody{accountBodyOf(a), password}, a.Version), nil
}

// AccountID is embedded where an account is named.
type AccountID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) readAccount(ctx context.Context, in *AccountID) (*record[accountBody], error) {
	a, err := s.Accounts.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return recordOf(accountBodyOf(a), a.Version), nil
}

type patchAccountInput struct {
	AccountID
	IfMatch
	Body struct {
		Name      opt[string] `json:"name,omitempty"`
		Role      opt[string] `json:"role,omitempty"`
		AreaCode  opt[string] `json:"area_code,omitempty"`
		Disabled  opt[bool]   `json:"disabled,omitempty"`
		Clearance opt[int]    `json:"clearance,omitempty" minimum:"0" maximum:"4" doc:"not above one's own"`
		Reason    string      `json:"reason,omitempty" maxLength:"2000"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchAccount(ctx context.Context, in *patchAccountInput) (*record[accountBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := in.Body
	patch := accounts.Patch{Name: b.Name.set(), AreaCode: b.AreaCode.set(), Disabled: b.Disabled.set()}
	if grade := b.Clearance.set(); grade != nil {
		g := actor.Grade(*grade)
		patch.Clearance = &g
	}
	if role := b.Role.set(); role != nil {
		r := actor.Role(*role)
		patch.Role = &r
	}
	a, err := s.Accounts.Update(ctx, changeBy(ctx, b.Reason), in.ID, version, patch)
	if err != nil {
		return nil, err
	}
	return recordOf(accountBodyOf(a), a.Version), nil
}

type oneTimeOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         struct {
		OneTimePassword string `json:"one_time_password" doc:"shown once, never again"`
	}
}

func (s *Server) resetPassword(ctx context.Context, in *AccountID) (*oneTimeOutput, error) {
	password, err := s.Accounts.ResetPassword(ctx, changeBy(ctx, "one-time password"), in.ID)
	if err != nil {
		return nil, err
	}
	out := &oneTimeOutput{CacheControl: "no-store"}
	out.Body.OneTimePassword = password
	return out, nil
}

type tokenBody struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Name      string     `json:"name"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt *time.Time `json:"expires_at"`
}

func (s *Server) listTokens(ctx context.Context, in *AccountID) (*list[tokenBody], error) {
	all, err := s.Accounts.Tokens(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	bodies := make([]tokenBody, len(all))
	for i, t := range all {
		bodies[i] = tokenBody(t)
	}
	return listOf(bodies, len(bodies), func(tokenBody) []string { return nil }), nil
}

type issueTokenInput struct {
	AccountID
	Body struct {
		Name      string     `json:"name" doc:"what it is for"`
		ExpiresAt *time.Time `json:"expires_at,omitempty"`
	}
}

type newTokenOutput struct {
	CacheControl string `header:"Cache-Control"`
	Location     string `header:"Location"`
	Body         newTokenBody
}

type newTokenBody struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Name      string     `json:"name"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt *time.Time `json:"expires_at"`
	Token     string     `json:"token" doc:"shown once, never again; send it as Authorization: Bearer"`
}

func (s *Server) issueToken(ctx context.Context, in *issueTokenInput) (*newTokenOutput, error) {
	t, token, err := s.Accounts.IssueToken(ctx, changeBy(ctx, in.Body.Name), in.ID, in.Body.Name, in.Body.ExpiresAt)
	if err != nil {
		return nil, err
	}
	return &newTokenOutput{
		CacheControl: "no-store", Location: "/accounts/" + in.ID.String() + "/tokens/" + t.ID.String(),
		Body: newTokenBody{t.ID, t.Name, t.CreatedAt, t.ExpiresAt, token},
	}, nil
}

type revokeTokenInput struct {
	AccountID
	TokenID uuid.UUID `path:"token_id" format:"uuid"`
}

func (s *Server) revokeToken(ctx context.Context, in *revokeTokenInput) (*struct{}, error) {
	return nil, s.Accounts.RevokeToken(ctx, changeBy(ctx, "token revoked"), in.ID, in.TokenID)
}
