package api

import (
	"context"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"cairn/accounts"
	"cairn/data/datatest"
	"cairn/internal/actor"
)

// person makes an account with a password of its own and says both.
func (h *harness) person(role actor.Role, area string) (login, password string) {
	h.t.Helper()
	a, first, err := h.server.Accounts.Create(context.Background(), datatest.Change(),
		accounts.Draft{Login: string(role) + area, Name: "张三", Role: role, AreaCode: area})
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.server.Accounts.SetPassword(context.Background(), datatest.Change(), a.ID, first+"x", false); err != nil {
		h.t.Fatal(err)
	}
	return a.Login, first + "x"
}

func light(c *Config) {
	c.Accounts = accounts.New(c.DB, accounts.Config{Hash: accounts.HashParams{MemoryKiB: 64, Passes: 1, Lanes: 1}})
}

func cookieOf(t *testing.T, r reply) string {
	t.Helper()
	for _, c := range r.Cookies() {
		if c.Name == sessionCookie {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
				t.Errorf("cookie %+v", c)
			}
			return c.Name + "=" + c.Value
		}
	}
	t.Fatal("no cookie")
	return ""
}

func TestSession(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), light)
	c := h.nobody()
	var who sessionBody
	c.do("GET", "/session", nil).want(t, 200).into(t, &who)
	if who.Account != nil || who.May != (mayBody{}) || who.Version != "test" {
		t.Errorf("nobody is %+v", who)
	}
	login, password := h.person(actor.Clerk, "532601001")
	c.do("POST", "/session", map[string]string{"login": login, "password": "wrong password"}).problem(t, 401)
	c.do("POST", "/session", map[string]string{"login": login}).problem(t, 422)
	in := c.do("POST", "/session", map[string]string{"login": strings.ToUpper(login), "password": password}).want(t, 200)
	in.into(t, &who)
	if who.Account == nil || who.Account.Login != login || who.Account.AreaCode != "532601001" || !who.May.Report || who.May.Place || who.May.Line {
		t.Errorf("signed in as %s", in.text)
	}
	cookie := cookieOf(t, in)
	c.do("GET", "/session", nil, "Cookie", cookie).want(t, 200).into(t, &who)
	if who.Account == nil {
		t.Fatal("the cookie is not known")
	}
	again := cookieOf(t, c.do("POST", "/session", map[string]string{"login": login, "password": password}, "Cookie", cookie).want(t, 200))
	c.do("GET", "/session", nil, "Cookie", cookie).want(t, 200).into(t, &who)
	if who.Account != nil || again == cookie {
		t.Error("the session before the sign-in holds on")
	}
	c.do("DELETE", "/session", nil, "Cookie", again).want(t, 204)
	r := c.do("GET", "/session", nil, "Cookie", again).want(t, 200)
	r.into(t, &who)
	if who.Account != nil || len(r.Cookies()) != 1 || r.Cookies()[0].MaxAge >= 0 {
		t.Errorf("after signing out: %+v %v", who.Account, r.Cookies())
	}
	c.do("DELETE", "/session", nil).want(t, 204)
}

func TestOneTimePassword(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), light)
	login, password, _, err := h.server.Accounts.Bootstrap(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	c := h.nobody()
	cookie := cookieOf(t, c.do("POST", "/session", map[string]string{"login": login, "password": password}).want(t, 200))
	if p := c.do("GET", "/accounts", nil, "Cookie", cookie).problem(t, 403); p.Code != "accounts.must_change_password" {
		t.Error(p)
	}
	var who sessionBody
	c.do("GET", "/session", nil, "Cookie", cookie).want(t, 200).into(t, &who)
	if !who.Account.MustChangePassword {
		t.Error("it need not be changed")
	}
	change := func(old, new string) reply {
		return c.do("PUT", "/session/password", map[string]string{"old_password": old, "new_password": new}, "Cookie", cookie)
	}
	if p := change("wrong", "my own password").problem(t, 422); p.Errors[0].Field != "old_password" || p.Errors[0].Value != "" {
		t.Error(p)
	}
	change(password, "short").problem(t, 422)
	cookie = cookieOf(t, change(password, "my own password").want(t, 204))
	c.do("GET", "/accounts", nil, "Cookie", cookie).want(t, 200)
	c.do("PUT", "/session/password", map[string]string{"old_password": "x", "new_password": "y"}).problem(t, 401)
}

func TestSignInThrottled(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), light)
	for i := range 6 {
		r := h.nobody().do("POST", "/session", map[string]string{"login": "x", "password": "wrong password"})
		if i < 5 {
			r.problem(t, 401)
		} else if r.problem(t, 429); r.Header.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
	}
}

func TestCookieIsSecure(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		change func(*Config)
		proto  string
		secure bool
	}{
		{"plain", func(*Config) {}, "", false},
		{"by configuration", func(c *Config) { c.SecureCookie = true }, "", true},
		{"a proxy that is not trusted", func(*Config) {}, "https", false},
		{"a trusted proxy", func(c *Config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} }, "https", true},
	} {
		h := serve(t, datatest.New(t), light, tc.change)
		login, password := h.person(actor.Viewer, "5326")
		r := h.nobody().do("POST", "/session", map[string]string{"login": login, "password": password}, "X-Forwarded-Proto", tc.proto).want(t, 200)
		if got := r.Cookies()[0].Secure; got != tc.secure {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}

func TestClientAddress(t *testing.T) {
	t.Parallel()
	s := &Server{Config: Config{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}}
	for _, tc := range []struct{ peer, forwarded, want string }{
		{"203.0.113.7:1", "", "203.0.113.7"},
		{"203.0.113.7:1", "1.2.3.4", "203.0.113.7"},
		{"10.0.0.1:1", "1.2.3.4", "1.2.3.4"},
		{"10.0.0.1:1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"},
		{"10.0.0.1:1", "6.6.6.6, nonsense", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:1", "2001:db8::1", "2001:db8::1"},
	} {
		r, _ := http.NewRequest("GET", "/", nil)
		r.RemoteAddr = tc.peer
		r.Header.Set("X-Forwarded-For", tc.forwarded)
		if got, _ := s.clientOf(r); got != tc.want {
			t.Errorf("%s for %q: %s, want %s", tc.peer, tc.forwarded, got, tc.want)
		}
	}
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t))
	h.nobody().do("GET", "/metrics", nil).problem(t, 401)
	h.as(actor.Viewer, "5326").do("GET", "/metrics", nil).problem(t, 403)
	h.as(actor.Admin, "5326").do("GET", "/healthz", nil)
	text := string(h.as(actor.Admin, "5326").do("GET", "/metrics", nil).want(t, 200).text)
	for _, want := range []string{`cairn_http_requests_total{method="GET",route="/healthz",status="200"} 1`, "cairn_db_connections"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, tc := range []struct {
		peer, forwarded string
		local           bool
	}{{"127.0.0.1:9", "", true}, {"[::1]:9", "", true}, {"127.0.0.1:9", "1.2.3.4", false}, {"10.1.1.1:9", "", false}} {
		r, _ := http.NewRequest("GET", "/metrics", nil)
		r.RemoteAddr = tc.peer
		r.Header.Set("X-Forwarded-For", tc.forwarded)
		if local(r) != tc.local {
			t.Errorf("%+v", tc)
		}
	}
}
