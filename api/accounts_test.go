package api

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"cairn/data/datatest"
	"cairn/internal/actor"
)

func TestAccounts(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), light)
	admin := h.as(actor.Admin, "532601")
	draft := map[string]string{"login": "li", "name": "李四", "role": "officer", "area_code": "532601001", "reason": "新来"}
	r := admin.do("POST", "/accounts", draft).want(t, 201)
	var made newAccountBody
	r.into(t, &made)
	path := "/accounts/" + made.Account.ID.String()
	if made.OneTimePassword == "" || r.Header.Get("ETag") != `"1"` || r.Header.Get("Location") != path {
		t.Errorf("%s %v", r.text, r.Header)
	}
	admin.do("POST", "/accounts", draft).problem(t, 409)
	draft["area_code"] = "532622"
	admin.do("POST", "/accounts", draft).problem(t, 403)
	h.as(actor.Officer, "532601").do("POST", "/accounts", draft).problem(t, 403)
	h.nobody().do("GET", "/accounts", nil).problem(t, 401)

	admin.do("PATCH", path, map[string]any{"disabled": true}).problem(t, 428)
	patched := admin.do("PATCH", path, map[string]any{"disabled": true, "role": "viewer"}, "If-Match", `"1"`).want(t, 200)
	if !strings.Contains(string(patched.text), `"disabled":true`) || patched.Header.Get("ETag") != `"2"` {
		t.Errorf("%s", patched.text)
	}
	admin.do("PATCH", path, map[string]any{"disabled": false}, "If-Match", `"1"`).problem(t, 412)
	admin.do("PATCH", path, map[string]any{"name": nil}, "If-Match", `"2"`).problem(t, 422)
	admin.do("PATCH", path, map[string]any{"login": "x"}, "If-Match", `"2"`).problem(t, 422)
	admin.do("PATCH", path, map[string]any{"role": "king"}, "If-Match", `"2"`).problem(t, 422)
	admin.do("GET", path, nil).want(t, 200)
	admin.do("GET", "/accounts/x", nil).problem(t, 400)
	h.as(actor.Admin, "532622").do("GET", path, nil).problem(t, 403)
	if !strings.Contains(string(admin.do("POST", path+"/password", nil).want(t, 200).text), "one_time_password") {
		t.Error("no password")
	}
}

func TestTokensByAPI(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), light)
	admin := h.as(actor.Admin, "5326")
	var made newAccountBody
	admin.do("POST", "/accounts", map[string]string{"login": "gis", "name": "GIS", "role": "viewer", "area_code": "5326"}).want(t, 201).into(t, &made)
	path := "/accounts/" + made.Account.ID.String() + "/tokens"
	var token newTokenBody
	admin.do("POST", path, map[string]string{"name": "qgis"}).want(t, 201).into(t, &token)
	program := client{harness: h, token: token.Token}
	var who sessionBody
	program.do("GET", "/session", nil).want(t, 200).into(t, &who)
	if who.Account == nil || who.Account.Login != "gis" {
		t.Errorf("%+v", who.Account)
	}
	if strings.Contains(string(admin.do("GET", path, nil).want(t, 200).text), token.Token) {
		t.Error("a token is shown twice")
	}
	admin.do("POST", path, map[string]string{"name": ""}).problem(t, 422)
	admin.do("DELETE", path+"/"+token.ID.String(), nil).want(t, 204)
	program.do("GET", "/session", nil).problem(t, 401)
	admin.do("DELETE", path+"/"+token.ID.String(), nil).problem(t, 404)
}

func TestListPages(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), light)
	admin := h.as(actor.Admin, "5326")
	for i := range 7 {
		admin.do("POST", "/accounts", map[string]string{"login": fmt.Sprintf("u%d", i), "name": "用户", "role": "viewer", "area_code": "5326"}).want(t, 201)
	}
	var logins []string
	after := ""
	for range 10 {
		var page listBody[accountBody]
		admin.do("GET", "/accounts?limit=3&q=u&after="+url.QueryEscape(after), nil).want(t, 200).into(t, &page)
		for _, a := range page.Items {
			logins = append(logins, a.Login)
		}
		if page.Next == nil {
			break
		}
		after = *page.Next
	}
	if got := strings.Join(logins, " "); got != "u0 u1 u2 u3 u4 u5 u6" {
		t.Errorf("pages hold %s", got)
	}
	for _, bad := range []string{"x", "!!", encodeCursor("a", "b"), encodeCursor("a\x00")} {
		admin.do("GET", "/accounts?after="+url.QueryEscape(bad), nil).problem(t, 400)
	}
}

func TestAudit(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), light)
	county := h.as(actor.Admin, "532601")
	auditor := h.as(actor.Auditor, "53")
	county.do("POST", "/accounts", map[string]string{"login": "li", "name": "李四", "role": "officer", "area_code": "532601001", "reason": "新来"}).want(t, 201)
	h.nobody().do("POST", "/session", map[string]string{"login": "li", "password": "wrong password"}).problem(t, 401)
	h.as(actor.Officer, "5326").do("GET", "/audit", nil).problem(t, 403)
	entries := func(c client, query string) []auditItem {
		t.Helper()
		var all []auditItem
		after := ""
		for {
			var page listBody[auditItem]
			c.do("GET", "/audit?limit=2&"+query+"&after="+url.QueryEscape(after), nil).want(t, 200).into(t, &page)
			all = append(all, page.Items...)
			if page.Next == nil {
				return all
			}
			after = *page.Next
		}
	}
	created := entries(auditor, "entity=account&actor="+loginOf(t, county))
	if len(created) != 1 || created[0].Reason != "新来" || created[0].Op != "insert" || created[0].Door != "api" {
		t.Errorf("%+v", created)
	}
	if tries := entries(auditor, "entity=sign_in&id=li"); len(tries) != 1 || tries[0].Op != "refused" || tries[0].ChangeID != "" {
		t.Errorf("%+v", tries)
	}
	all := entries(auditor, "")
	for i := 1; i < len(all); i++ {
		if all[i].At.After(all[i-1].At) {
			t.Errorf("not in order: %v after %v", all[i].At, all[i-1].At)
		}
	}
	if n := len(entries(auditor, "from=2020-01-01&to=2020-12-31")); n != 0 || len(entries(auditor, "from=2020-01-01")) != len(all) {
		t.Errorf("%d entries of 2020", n)
	}
	for _, e := range entries(h.as(actor.Auditor, "532622"), "") {
		if e.Actor == "li" || e.EntityID == "li" {
			t.Errorf("an auditor of another county sees %+v", e)
		}
	}
	for _, bad := range []string{"from=yesterday", "to=2021-13-01", "after=x", "what=x", "from=2021-01-01/2022-01-01"} {
		auditor.do("GET", "/audit?"+bad, nil).problem(t, 400)
	}
}

// loginOf is the login of a client's account.
func loginOf(t *testing.T, c client) string {
	t.Helper()
	var who sessionBody
	c.do("GET", "/session", nil).want(t, 200).into(t, &who)
	return who.Account.Login
}
