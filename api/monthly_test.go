package api

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/tealeg/xlsx/v3"

	"cairn/facilities"
	"cairn/facilities/life"
	"cairn/facilities/monthly"
	"cairn/internal/actor"
)

// The month of a township from its form to the county's return and the correction, and who sees what.
func TestMonthlyReports(t *testing.T) {
	t.Parallel()
	h := withFacilities(t, func(c *Config) { c.Monthly = monthly.NewStore(c.DB, life.NewStore(c.DB, c.Facilities)) })
	last := monthly.MonthOf(facilities.Today(time.Now())).Add(-1).String()
	clerk, county, other := h.as(actor.Clerk, "532601001"), h.as(actor.Planner, "532601"), h.as(actor.Planner, "532622")
	var site struct{ ID string }
	county.do("POST", "/facilities", cemetery()).want(t, http.StatusCreated).into(t, &site)

	var form monthly.MonthlyForm
	clerk.do("GET", "/facilities/monthly/form", nil).want(t, http.StatusOK).into(t, &form)
	if form.Month.String() != last || form.AreaName != "开化街道" || len(form.Rows) != 1 || form.Rows[0].Measure != "plots" || *form.Rows[0].Used != 40 {
		t.Fatalf("%+v", form)
	}
	id := uuid.NewString()
	report := func(pairs ...any) map[string]any {
		body := map[string]any{"id": id, "month": last, "basis": form.Basis, "burials": 2, "cremations": 1, "eco_burials": 1, "error_note": "面积不对",
			"changes": []any{map[string]any{"facility_id": site.ID, "measure": "plots", "total": 100, "used": 42}}}
		for i := 0; i+1 < len(pairs); i += 2 {
			body[pairs[i].(string)] = pairs[i+1]
		}
		return body
	}
	for name, body := range map[string]map[string]any{
		"month": report("month", "2021-13"), "to come": report("month", "2199-01"), "eco": report("eco_burials", 3), "negative": report("burials", -1),
		"unknown": report("colour", "red"), "warned": report("burials", 61), "no id": report("id", nil), "long": report("error_note", strings.Repeat("长", 2001)),
	} {
		if r := clerk.do("POST", "/facilities/monthly", body); r.StatusCode != http.StatusUnprocessableEntity && r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.text)
		}
	}
	p := clerk.do("POST", "/facilities/monthly", report("burials", 61)).problem(t, http.StatusUnprocessableEntity)
	if p.Type != "/problems/unconfirmed" || p.Errors[0].Field != "confirm" || p.Errors[0].Value != "burials_above_left" {
		t.Errorf("%+v", p)
	}
	clerk.do("POST", "/facilities/monthly", report("basis", "0000000000000000")).problem(t, http.StatusPreconditionFailed)
	other.do("POST", "/facilities/monthly", report("area_code", "532601001")).problem(t, http.StatusForbidden)

	r := clerk.do("POST", "/facilities/monthly", report()).want(t, http.StatusCreated)
	if r.Header.Get("Location") != "/facilities/monthly/"+id || r.Header.Get("ETag") != `"1"` {
		t.Errorf("headers %v", r.Header)
	}
	clerk.do("POST", "/facilities/monthly", report()).want(t, http.StatusOK)
	clerk.do("POST", "/facilities/monthly", report("burials", 3)).problem(t, http.StatusConflict)
	clerk.do("POST", "/facilities/monthly", report("id", uuid.NewString())).problem(t, http.StatusConflict)

	for path, want := range map[string][3]int{ // clerk, own county, other county
		"/facilities/monthly/" + id:               {200, 200, 403},
		"/facilities/monthly/" + id + "/editions": {200, 200, 403},
		"/facilities/monthly/form?area=532601001": {200, 200, 403},
		"/facilities/monthly?area=532601001":      {200, 200, 403},
		"/facilities/monthly?area=5326":           {403, 403, 403},
		"/facilities/monthly.xlsx?area=532622":    {403, 403, 200},
		"/facilities/monthly?month=2199-01":       {400, 400, 400},
		"/facilities/monthly?month=x":             {400, 400, 400},
		"/facilities/monthly?state=late":          {400, 400, 400},
		"/facilities/monthly/form?month=":         {200, 400, 400},
		"/facilities/monthly/" + uuid.NewString(): {404, 404, 404},
		"/facilities/monthly/settings":            {200, 200, 200},
	} {
		for i, c := range []client{clerk, county, other} {
			if r := c.do("GET", path, nil); r.StatusCode != want[i] {
				t.Errorf("%s by %d: %d %s", path, i, r.StatusCode, r.text)
			}
		}
	}
	h.nobody().do("GET", "/facilities/monthly", nil).problem(t, http.StatusUnauthorized)
	monthlyTable(t, h, county, last)

	clerk.do("POST", "/facilities/monthly/"+id+"/return", map[string]any{"reason": "核对"}, "If-Match", `"1"`).problem(t, http.StatusForbidden)
	county.do("POST", "/facilities/monthly/"+id+"/return", map[string]any{"reason": "核对"}).problem(t, http.StatusPreconditionRequired)
	county.do("POST", "/facilities/monthly/"+id+"/answer", map[string]any{"answer": "已改"}, "If-Match", `"1"`).want(t, http.StatusOK)
	county.do("POST", "/facilities/monthly/"+id+"/return", map[string]any{"reason": "核对"}, "If-Match", `"1"`).problem(t, http.StatusPreconditionFailed)
	county.do("POST", "/facilities/monthly/"+id+"/return", map[string]any{"reason": "核对"}, "If-Match", `"2"`).want(t, http.StatusOK)
	again := report("id", uuid.NewString(), "corrects", id, "changes", []any{}, "basis", "")
	clerk.do("POST", "/facilities/monthly", again).want(t, http.StatusCreated)
}

// monthlyTable reads the table of a month and its workbook.
func monthlyTable(t *testing.T, h *harness, county client, month string) {
	t.Helper()
	var sheet monthly.MonthlySheet
	h.as(actor.Viewer, "5326").do("GET", "/facilities/monthly?month="+month, nil).want(t, http.StatusOK).into(t, &sheet)
	if len(sheet.Rows) != 2 || len(sheet.Counties) != 2 || sheet.Rows[0].State != "confirmed" || *sheet.Rows[0].PlotsLeft != 58 ||
		sheet.Rows[1].State != "missing" || sheet.Rows[1].Burials != nil || *sheet.Total.Burials != 2 {
		t.Errorf("%+v", sheet)
	}
	county.do("GET", "/facilities/monthly", nil).want(t, http.StatusOK).into(t, &sheet)
	if len(sheet.Rows) != 1 || sheet.AreaName != "文山市" {
		t.Errorf("the county sees %+v", sheet)
	}
	r := h.as(actor.Viewer, "5326").do("GET", "/facilities/monthly.xlsx?month="+month, nil, "Accept-Language", "zh-CN").want(t, http.StatusOK)
	if r.Header.Get("Content-Type") != xlsxType || !strings.Contains(r.Header.Get("Content-Disposition"), "_"+month+".xlsx") {
		t.Errorf("headers %v", r.Header)
	}
	book, err := xlsx.OpenBinary(r.text)
	if err != nil || len(book.Sheets) != 4 || book.Sheets[0].Name != "乡镇月报" || book.Sheets[1].Name != "未确认" || book.Sheets[2].Name != "设施明细" {
		t.Errorf("%v: %v", book, err)
	}
}
