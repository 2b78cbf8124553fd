package api

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/tealeg/xlsx/v3"

	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/gazetteer/filing"
	"cairn/gazetteer/ledger"
	"cairn/internal/actor"
)

// approved records an approval of ten days ago with one name published under it.
func (p *place) approved(name string) (approval string, edit uuid.UUID) {
	p.t.Helper()
	id := uuid.New()
	err := p.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO approval (id, authority, authority_kind, authority_area, document, approved_on)
			VALUES ($1, '市人民政府', 'government', $2, '文政复〔2026〕7号', current_date - 10)`, id, p.county)
		if err != nil {
			return err
		}
		d := gazetteer.Draft{Name: name, Pinyin: "Xīnzhài", ClassCode: p.class, AreaCode: p.township, Lon: &p.lon, Lat: &p.lat}
		_, edit, err = p.server.Places.AddIn(ctx, tx, actor.System("x"), uuid.Nil, d, gazetteer.Stamp{Matter: "naming", On: time.Now().AddDate(0, 0, -10), ApprovalID: &id})
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return id.String(), edit
}

func approvalRead(rest string) func(*place) attempt {
	return func(p *place) attempt {
		id, _ := p.approved("新寨")
		return attempt{path: "/gazetteer/approvals/" + id + rest}
	}
}

func newFiling(p *place) attempt {
	a := approvalRead("/file")(p)
	a.body, a.version = map[string]any{"filed_on": daysAgo(5), "document": "文民报〔2026〕3号"}, 1
	return a
}

func daysAgo(n int) string {
	return time.Now().In(time.FixedZone("", 8*60*60)).AddDate(0, 0, -n).Format(time.DateOnly)
}

func unfiling(p *place) attempt {
	a := newFiling(p)
	p.root().do("POST", a.path, a.body, "If-Match", `"1"`).want(p.t, http.StatusOK)
	return attempt{path: strings.Replace(a.path, "/file", "/unfile", 1), body: map[string]any{"reason": "误填"}, version: 2}
}

func nationalNote(p *place) attempt {
	_, edit := p.approved("新寨")
	return attempt{body: map[string]any{"edits": []uuid.UUID{edit}, "state": "reported", "on": daysAgo(1)}}
}

func newAnnouncement(p *place) attempt {
	id, _ := p.approved("新寨")
	return attempt{body: map[string]any{"area": p.county, "approvals": []string{id}}}
}

func announcementDraft(rest string, body any) func(*place) attempt {
	return func(p *place) attempt {
		id := p.made("/gazetteer/announcements", newAnnouncement(p).body)
		return attempt{path: "/gazetteer/announcements/" + id + rest, body: body, version: 1}
	}
}

func bureauSettings(p *place) attempt {
	var version int64
	p.scan("SELECT coalesce((SELECT version FROM filing_setting WHERE area_code = $1), 0)", p.county).into(&version)
	a := attempt{path: "/gazetteer/filing/settings/" + p.county, body: map[string]any{"warn_days": 3, "texts": map[string]string{}}}
	a.headers = []string{"If-Match", etagOf(version)}
	return a
}

// notice is the address of a published announcement.
func (p *place) notice() string {
	p.t.Helper()
	var path string
	p.scan("SELECT coalesce((SELECT '/announcements/' || area_code || '-' || year || '-' || serial FROM announcement WHERE serial IS NOT NULL LIMIT 1), '')").into(&path)
	if path != "" {
		return path
	}
	a := announcementDraft("/publish", map[string]any{})(p)
	var made filing.Announcement
	p.root().do("POST", a.path, a.body, "If-Match", `"1"`).want(p.t, http.StatusOK).into(p.t, &made)
	return "/announcements/" + made.Slug
}

// The ledger over HTTP: a page with its footer, the same rows as a workbook and as CSV.
func TestNameLedger(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	_, edit := p.approved("下𣲗坝")
	c := p.as(actor.Viewer, p.other)
	var page struct {
		Items  []ledger.Entry
		Next   *string
		Totals *ledger.Totals
	}
	c.do("GET", "/gazetteer/ledger?q=下𣲗坝&area="+p.county+"&due=filing&warn=6", nil).want(t, http.StatusOK).into(t, &page)
	if len(page.Items) != 1 || page.Items[0].EditID != edit || page.Items[0].Filing.State != "soon" || page.Totals == nil || page.Totals.Total.Added != 1 {
		t.Fatalf("%+v", page)
	}
	p.approved("上𣲗坝")
	c.do("GET", "/gazetteer/ledger?limit=1", nil).want(t, http.StatusOK).into(t, &page)
	if page.Next == nil || len(page.Items) != 1 {
		t.Fatalf("%+v", page)
	}
	page.Totals = nil
	c.do("GET", "/gazetteer/ledger?limit=1000&after="+*page.Next, nil).want(t, http.StatusOK).into(t, &page)
	if page.Next != nil || page.Totals != nil {
		t.Errorf("the last page %+v", page)
	}
	r := c.do("GET", "/gazetteer/ledger?format=xlsx&q=下𣲗坝", nil, "Accept-Language", "zh-CN").want(t, http.StatusOK)
	file, err := xlsx.OpenBinary(r.text)
	if err != nil || r.Header.Get("Content-Type") != xlsxType || !strings.Contains(r.Header.Get("Content-Disposition"), ".xlsx") {
		t.Fatalf("%v: %v", r.Header, err)
	}
	if cell, err := file.Sheets[0].Cell(4, 1); err != nil || cell.Value != "下𣲗坝" {
		t.Errorf("%v: %v", cell, err)
	}
	rows, err := csv.NewReader(bytes.NewReader(c.do("GET", "/gazetteer/ledger?format=csv&q=下𣲗坝", nil).want(t, http.StatusOK).text)).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][1] != "下𣲗坝" {
		t.Errorf("%v: %v", rows, err)
	}
	for _, bad := range []string{"?matter=x", "?state=x", "?due=x", "?from=x", "?bbox=1,2,3", "?set=x", "?format=pdf", "?after=x", "?limit=0", "?nothing=1",
		"/totals?by=week", "/totals?op=x", "?warn=16", "?after=" + encodeCursor("x", edit.String())} {
		c.do("GET", "/gazetteer/ledger"+bad, nil).problem(t, http.StatusBadRequest)
	}
	var totals ledger.Totals
	c.do("GET", "/gazetteer/ledger/totals?by=county&q=𣲗坝", nil).want(t, http.StatusOK).into(t, &totals)
	if totals.Total.Added != 2 || totals.Rows[0].Period != p.county {
		t.Errorf("%+v", totals)
	}
}

// A name goes from its approval through filing and announcement to the public page.
func TestFilingAndAnnouncement(t *testing.T) {
	t.Parallel()
	p := newPlace(t, layerAnnouncements)
	id, edit := p.approved("下𣲗坝")
	c, approval := p.as(actor.Officer, p.county), "/gazetteer/approvals/"+id
	var clocks filing.Clocks
	c.do("GET", "/gazetteer/clocks?area="+p.county, nil).want(t, http.StatusOK).into(t, &clocks)
	if len(clocks.Items) != 2 || clocks.Counts.Soon != 2 || clocks.WarnDays != 5 {
		t.Errorf("clocks %+v", clocks)
	}
	body := map[string]any{"filed_on": daysAgo(5), "document": "文民报〔2026〕3号"}
	c.do("POST", approval+"/file", body).problem(t, http.StatusPreconditionRequired)
	c.do("POST", approval+"/file", body, "If-Match", `"7"`).problem(t, http.StatusPreconditionFailed)
	c.do("POST", approval+"/file", map[string]any{"filed_on": daysAgo(11), "document": "x"}, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	c.do("POST", approval+"/file", body, "If-Match", `"1"`).want(t, http.StatusOK)
	c.do("POST", approval+"/file", body, "If-Match", `"2"`).problem(t, http.StatusConflict)
	var one FiledApprovalBody
	c.do("GET", approval, nil).want(t, http.StatusOK).into(t, &one)
	if one.Filing.State != "done" || len(one.Names) != 1 || one.Route.Receiver == "" || len(one.Package.Missing) != 2 {
		t.Errorf("approval %+v", one)
	}
	z := c.do("GET", approval+"/package.zip", nil).want(t, http.StatusOK)
	if _, err := zip.NewReader(bytes.NewReader(z.text), int64(len(z.text))); err != nil || z.Header.Get("X-Missing-Papers") != "approval, application" {
		t.Errorf("package: %v, %v", z.Header, err)
	}
	for _, paper := range []string{"registration", "report", "announcement"} {
		if r := c.do("GET", approval+"/papers/"+paper+"?format=html", nil).want(t, http.StatusOK); !strings.Contains(string(r.text), "下𣲗坝") {
			t.Errorf("%s: %s", paper, r.text)
		}
		c.do("GET", approval+"/papers/"+paper, nil).want(t, http.StatusOK)
	}
	if r := c.do("GET", approval+"/papers/x", nil); r.StatusCode < 400 || r.StatusCode >= 500 {
		t.Errorf("an unknown paper: %d", r.StatusCode)
	}
	announce(t, p, c, id)
	c.do("POST", "/gazetteer/announcements", map[string]any{"edits": []uuid.UUID{edit}}).problem(t, http.StatusConflict)
	var card filing.Card
	c.do("GET", "/gazetteer/entries/"+one.Names[0].PlaceID.String()+"/card", nil).want(t, http.StatusOK).into(t, &card)
	if card.Fields[0].Value != "下𣲗坝" || card.Fields[0].Label != "Standard name" {
		t.Errorf("card %+v", card)
	}
}

func announce(t *testing.T, p *place, c client, approval string) {
	t.Helper()
	var a filing.Announcement
	r := c.do("POST", "/gazetteer/announcements", map[string]any{"approvals": []string{approval}}).want(t, http.StatusCreated)
	r.into(t, &a)
	path := r.Header.Get("Location")
	c.do("PATCH", path, map[string]any{"names": []map[string]any{{"edit_id": a.Names[0].EditID, "position": "位于河边"}}, "closing": nil}, "If-Match", `"1"`).want(t, http.StatusOK).into(t, &a)
	if a.Names[0].Position != "位于河边" || a.Closing != "" {
		t.Errorf("changed to %+v", a)
	}
	c.do("POST", path+"/publish", map[string]any{}, "If-Match", `"1"`).problem(t, http.StatusPreconditionFailed)
	c.do("POST", path+"/publish", map[string]any{"on": "2999-01-01"}, "If-Match", `"2"`).problem(t, http.StatusUnprocessableEntity)
	c.do("POST", path+"/publish", map[string]any{}, "If-Match", `"2"`).want(t, http.StatusOK).into(t, &a)
	c.do("DELETE", path, nil, "If-Match", `"3"`).problem(t, http.StatusConflict)
	c.do("GET", path+"/paper", nil).want(t, http.StatusOK)
	public := p.nobody()
	list := public.do("GET", "/announcements", nil).want(t, http.StatusOK)
	page := public.do("GET", "/announcements/"+a.Slug, nil).want(t, http.StatusOK)
	if !strings.Contains(string(list.text), a.Number) || !strings.Contains(string(page.text), "位于河边") || !strings.Contains(string(page.text), "下𣲗坝") {
		t.Errorf("%s\n%s", list.text, page.text)
	}
	public.do("GET", "/announcements/"+a.Number, nil).want(t, http.StatusOK)
	public.do("GET", "/announcements/532601-1999-1", nil).problem(t, http.StatusNotFound)
	public.do("GET", "/announcements?year=x", nil).problem(t, http.StatusBadRequest)
	public.do("GET", "/announcements?after=x", nil).problem(t, http.StatusBadRequest)
	checkFeed(t, public.do("GET", "/announcements/feed", nil).want(t, http.StatusOK), a)
}

// checkFeed reads the feed as a program would.
func checkFeed(t *testing.T, r reply, a filing.Announcement) {
	t.Helper()
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Entries []struct {
			ID, Updated, Published string
			Title                  string `xml:"title"`
			Author                 struct {
				Name string `xml:"name"`
			} `xml:"author"`
			Link []struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(r.text, &feed); err != nil || len(feed.Entries) != 1 || feed.ID == "" || feed.Title != "地名公告" {
		t.Fatalf("%v: %s", err, r.text)
	}
	e := feed.Entries[0]
	if _, err := time.Parse(time.RFC3339, feed.Updated); err != nil || !strings.Contains(e.Title, a.Title) || e.Author.Name != a.Issuer ||
		!strings.HasSuffix(e.Link[0].Href, "/announcements/"+a.Slug) || !strings.Contains(e.Content, "下𣲗坝") {
		t.Errorf("entry %+v", e)
	}
}

// A page with announcements alone opens nothing else.
func TestAnnouncementsAlone(t *testing.T) {
	t.Parallel()
	p := newPlace(t, layerAnnouncements)
	c := p.nobody()
	for _, path := range []string{"/gazetteer/search?q=文山", "/tiles/all", "/gazetteer/ledger", "/gazetteer/announcements", "/gazetteer/clocks"} {
		c.do("GET", path, nil).problem(t, http.StatusUnauthorized)
	}
	var session struct{ Prefecture struct{ Code string } }
	c.do("GET", "/session", nil).want(t, http.StatusOK).into(t, &session)
	if session.Prefecture.Code != "" {
		t.Errorf("the session tells of %s", session.Prefecture.Code)
	}
}

func TestNationalOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	_, edit := p.approved("新寨")
	c := p.as(actor.Officer, p.county)
	note := func(state, on, reason string) reply {
		return c.do("POST", "/gazetteer/ledger/national", map[string]any{"edits": []uuid.UUID{edit}, "state": state, "on": on, "reason": reason, "export_version": "v3"})
	}
	note("taken_in", daysAgo(1), "").problem(t, http.StatusUnprocessableEntity)
	note("reported", daysAgo(2), "").want(t, http.StatusOK)
	note("returned", daysAgo(1), "").problem(t, http.StatusUnprocessableEntity)
	note("returned", daysAgo(1), "坐标缺失").want(t, http.StatusOK)
	note("x", daysAgo(1), "").problem(t, http.StatusUnprocessableEntity)
	c.do("POST", "/gazetteer/ledger/national", map[string]any{"edits": []uuid.UUID{uuid.New()}, "state": "reported", "on": daysAgo(1)}).problem(t, http.StatusUnprocessableEntity)
	var page struct{ Items []ledger.Entry }
	c.do("GET", "/gazetteer/ledger?state=returned", nil).want(t, http.StatusOK).into(t, &page)
	if len(page.Items) != 1 || page.Items[0].National.Reason != "坐标缺失" || page.Items[0].National.ExportVersion != "v3" {
		text, _ := json.Marshal(page)
		t.Errorf("%s", text)
	}
}
