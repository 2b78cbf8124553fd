package papers_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/boundaries/boundarytest"
	"cairn/boundaries/papers"
	"cairn/data"
	"cairn/internal/grain"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// pack is a database with the pack's areas, lines and markers.
func pack(t testing.TB) (*data.DB, *papers.Store) {
	t.Helper()
	db := boundarytest.Pack(t)
	return db, papers.NewStore(db, boundaries.NewLineStore(db), boundaries.NewMarkerStore(db))
}

// exactly is for a reader of exact coordinates.
var exactly = grain.With(context.Background(), grain.NewReader(grain.Grains{}))

// html is a paper as HTML; both forms can be written. With CAIRN_PAPER_DIR they are kept to
// be looked at.
func html(t *testing.T, d paper.Document) string {
	t.Helper()
	var page, docx bytes.Buffer
	if err := d.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	if err := d.WriteDocx(&docx); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("CAIRN_PAPER_DIR"); dir != "" {
		for ext, text := range map[string][]byte{".html": page.Bytes(), ".docx": docx.Bytes()} {
			if err := os.WriteFile(filepath.Join(dir, d.Title+ext), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return page.String()
}

func says(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if strings.Contains(text, "papers.") {
		t.Errorf("a word is missing in %s", text)
	}
}

// The form of a tri-junction marker has every field on file, three witnesses and three
// parties to sign; the one of a pair two.
func TestRegistration(t *testing.T) {
	t.Parallel()
	db, store := pack(t)
	ctx := exactly
	id := func(number string) uuid.UUID {
		var id uuid.UUID
		if err := db.Read().QueryRow(ctx, "SELECT id FROM marker WHERE number = $1", number).Scan(&id); err != nil {
			t.Fatal(err)
		}
		return id
	}
	junction, err := store.Registration(ctx, id("0122231S"), false)
	if err != nil {
		t.Fatal(err)
	}
	says(t, html(t, junction), "界桩登记表", "0122231S", "532622000532623000", "单立", "三面", "石质", "2579391.5597", "441472.6665", "1641.5<",
		"104°25′40.0908″", "23°18′49.2300″", "砚山县", "2006年10月16日", "EPSG:4544", "涵洞口东角", "118.07", "8.19", "通信杆",
		"位于文山市、砚山县、西畴县交会处", "甲方", "丙方", "西畴县民政部门", "界桩位置略图", "填表人")
	pair, err := store.Registration(ctx, id("2427002A"), false)
	if err != nil {
		t.Fatal(err)
	}
	text := html(t, pair)
	says(t, text, "同号双立", "双面", "乙方")
	if strings.Contains(text, "丙方") {
		t.Error("three parties of a pair")
	}
	blank, err := store.Registration(ctx, id("0122231S"), true)
	if err != nil {
		t.Fatal(err)
	}
	text = html(t, blank)
	says(t, text, "界桩号", "方位物", "丙方", "管理责任依据")
	for _, filled := range []string{"0122231S", "砚山县", "104°", "0°00′"} {
		if strings.Contains(text, filled) {
			t.Errorf("the blank form says %s", filled)
		}
	}
	if _, err := store.Registration(ctx, uuid.New(), false); !problem.Is(err, problem.NotFound) {
		t.Errorf("no marker: %v", err)
	}
}

func TestResults(t *testing.T) {
	t.Parallel()
	_, store := pack(t)
	ctx := exactly
	for name, tc := range map[string]struct {
		scope papers.Scope
		rows  int
		says  []string
	}{
		"line":  {papers.Scope{Line: "532624000532627000"}, 5, []string{"界桩成果表（麻栗坡县广南县线）", "2427002B", "EPSG:4544", "钢筋混凝土"}},
		"area":  {papers.Scope{Area: "5326"}, 54, []string{"界桩成果表（文山壮族苗族自治州）", "4553010Q", "2579391.5597"}},
		"blank": {papers.Scope{Line: "532624000532627000", Blank: true}, 18, []string{"界桩成果表", "纵坐标X（米）", "1985国家高程基准"}},
	} {
		r, err := store.Results(ctx, tc.scope)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		says(t, html(t, r.Document()), tc.says...)
		book := r.Workbook()
		var out bytes.Buffer
		if err := book.Write(&out); err != nil || len(book.Sheets[0].Rows) != tc.rows {
			t.Errorf("%s: %d rows, want %d: %v", name, len(book.Sheets[0].Rows), tc.rows, err)
		}
	}
	if _, err := store.Results(ctx, papers.Scope{Line: "1"}); !problem.Is(err, problem.NotFound) {
		t.Errorf("no line: %v", err)
	}
	if _, err := store.Results(ctx, papers.Scope{Area: "9999"}); !problem.Is(err, problem.BadParameter) {
		t.Errorf("no area: %v", err)
	}
}

// The form as a workbook says the same, cell by cell, in six columns; a blank one has the labels.
func TestRegistrationAsWorkbook(t *testing.T) {
	t.Parallel()
	db, store := pack(t)
	var id uuid.UUID
	if err := db.Read().QueryRow(context.Background(), "SELECT id FROM marker WHERE number = '0122231S'").Scan(&id); err != nil {
		t.Fatal(err)
	}
	for blank, want := range map[bool]string{false: "0122231S", true: ""} {
		doc, err := store.Registration(exactly, id, blank)
		if err != nil {
			t.Fatal(err)
		}
		book := papers.Book(doc)
		var text strings.Builder
		for _, row := range book.Sheets[0].Rows {
			columns := 0
			for _, c := range row {
				columns += max(c.Across, 1)
				fmt.Fprint(&text, c.Value, "|")
			}
			if columns > 6 {
				t.Errorf("%d columns in %v", columns, row)
			}
		}
		says(t, text.String(), "界桩号|"+want+"|", "方位物|", "丙方|", "填表人|")
		var out bytes.Buffer
		if err := book.Write(&out); err != nil {
			t.Error(err)
		}
		if !blank {
			says(t, text.String(), "涵洞口东角,方位118.07°,距离8.19米|118.07|8.19|", "104°25′40.0908″|", "西畴县民政部门|")
		}
	}
}
