package reconcile

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

type noAreas struct{}

func (noAreas) CodesAt(orb.Point) []string { return nil }

// service is one on a small gazetteer; ids by name and area.
func service(t testing.TB) (*Service, map[string]string) {
	t.Helper()
	ctx := context.Background()
	db := datatest.From(t, "reconcile_land", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent) VALUES ('53', '云南省', 'province', NULL),
				('5326', '文山壮族苗族自治州', 'prefecture', '53'), ('532601', '文山市', 'county', '5326'), ('532622', '砚山县', 'county', '5326'),
				('532601001', '开化街道', 'township', '532601'), ('532622101', '江那镇', 'township', '532622')`)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('21400', '县级行政区'), ('21500', '乡级行政区'), ('22200', '农村居民点'), ('27610', '村民委员会')`)
			return err
		})
	})
	places, ids := gazetteer.NewStore(db, noAreas{}), map[string]string{}
	lon, lat := 104.05, 23.05
	for _, d := range []gazetteer.Draft{
		{Name: "文山市", Pinyin: "Wénshān Shì", ClassCode: "21400", AreaCode: "532601", FormerNames: []string{"文山县"}},
		{Name: "新寨", Pinyin: "Xīnzhài", ClassCode: "22200", AreaCode: "532601001", PlaceCode: "53260100122200000001", Meaning: "新建的寨子", AltNames: []string{"小寨"}},
		{Name: "新寨", Pinyin: "Xīnzhài", ClassCode: "22200", AreaCode: "532622101", FormerNames: []string{"老寨"}},
		{Name: "新寨村委会", ClassCode: "27610", AreaCode: "532622101"},
		{Name: "下𣲗坝", Pinyin: "Xiàgūbà", ClassCode: "22200", AreaCode: "532601001"},
		{Name: "<b>寨", ClassCode: "22200", AreaCode: "532601001"},
	} {
		d.Lon, d.Lat, d.PositionReason = &lon, &lat, "the test knows no areas"
		p, err := places.Create(ctx, datatest.Change(), uuid.Nil, d)
		if err != nil {
			t.Fatal(err)
		}
		ids[d.Name+"@"+d.AreaCode] = p.ID.String()
	}
	return New(db, places), ids
}

var zh = Reader{Lang: problem.Chinese}

// ask answers a batch as it is sent.
func ask(t testing.TB, s *Service, text string) map[string]Result {
	t.Helper()
	batch, err := ParseQueries([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	results, err := s.Reconcile(context.Background(), batch, zh)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

// Batches as OpenRefine sends them: guessing types, matching a column, with further columns.
func TestReconcile(t *testing.T) {
	t.Parallel()
	s, ids := service(t)
	for name, tc := range map[string]struct {
		query string
		want  string // name@area of the first
		match bool
		count int
	}{
		"one name":           {`{"query":"文山市"}`, "文山市@532601", true, 1},
		"two of the name":    {`{"query":"新寨","type":"22200"}`, "新寨@532601001", false, 2},
		"area as text":       {`{"query":"新寨","type":"22200","properties":[{"pid":"area","v":"砚山县"}],"type_strict":"should"}`, "新寨@532622101", true, 0},
		"area as code":       {`{"query":"新寨","properties":[{"pid":"area","v":"532601"}]}`, "新寨@532601001", true, 0},
		"area as entity":     {`{"query":"新寨","properties":[{"pid":"area","v":{"id":"532622101","name":"江那镇"}}]}`, "新寨@532622101", true, 0},
		"area as a path":     {`{"query":"新寨","properties":[{"pid":"area","v":"文山市开化街道"}]}`, "新寨@532601001", true, 0},
		"class by name":      {`{"query":"新寨村委会","properties":[{"pid":"class","v":["村民委员会",27610]}]}`, "新寨村委会@532622101", true, 0},
		"former name":        {`{"query":"文山县"}`, "文山市@532601", true, 1},
		"former as property": {`{"query":"新寨","type":"22200","properties":[{"pid":"former_name","v":"老寨"}]}`, "新寨@532622101", true, 2},
		"pinyin":             {`{"query":"xin zhai","type":["22200"]}`, "新寨@532601001", false, 2},
		"pinyin as property": {`{"query":"下𣲗坝","properties":[{"pid":"pinyin","v":"xia gu ba"}]}`, "下𣲗坝@532601001", true, 1},
		"only a code":        {`{"properties":[{"pid":"place_code","v":"53260100122200000001"}]}`, "新寨@532601001", true, 1},
		"wrong area":         {`{"query":"文山市","properties":[{"pid":"area","v":"昆明市"}]}`, "文山市@532601", false, 1},
		"limit":              {`{"query":"新寨","limit":1}`, "新寨@532601001", false, 1},
		"group of classes":   {`{"query":"新寨村","type":"27"}`, "新寨村委会@532622101", false, 1},
		"any of types":       {`{"query":"新寨","type":["21400","27610"],"type_strict":"any"}`, "新寨村委会@532622101", false, 1},
		"all of types":       {`{"query":"新寨","type":["21400","27610"],"type_strict":"all"}`, "", false, 0},
		"nothing":            {`{"query":"没有这个地方啊"}`, "", false, 0},
		"a cell of prose":    {`{"query":"` + strings.Repeat("长", 300) + `"}`, "", false, 0},
		"an empty cell":      {`{"query":"   "}`, "", false, 0},
	} {
		got := ask(t, s, `{"q0":`+tc.query+`}`)["q0"].Result
		if tc.want == "" {
			if len(got) != 0 {
				t.Errorf("%s: %+v", name, got)
			}
			continue
		}
		if len(got) == 0 || tc.count > 0 && len(got) != tc.count {
			t.Errorf("%s: %d candidates: %+v", name, len(got), got)
			continue
		}
		tied := name == "two of the name" || name == "pinyin" || name == "limit"
		if first := got[0]; !tied && first.ID != ids[tc.want] || first.Match != tc.match || first.Score < 0 || first.Score > 100 {
			t.Errorf("%s: %+v, want %s (match %v)", name, first, tc.want, tc.match)
		}
	}
}

// A batch of fifty, keys and all.
func TestReconcileBatch(t *testing.T) {
	t.Parallel()
	s, ids := service(t)
	batch := map[string]any{}
	for i := range 50 {
		batch[fmt.Sprint("q", i)] = map[string]any{"query": []string{"新寨村委会", "下𣲗坝"}[i%2], "limit": 3}
	}
	text, _ := json.Marshal(batch)
	results := ask(t, s, string(text))
	if len(results) != 50 || results["q7"].Result[0].ID != ids["下𣲗坝@532601001"] || results["q8"].Result[0].ID != ids["新寨村委会@532622101"] {
		t.Errorf("%d results: %+v", len(results), results["q7"])
	}
}

func TestHostileQueries(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&many, `,"q%d":{"query":"新寨"}`, i)
	}
	for name, tc := range map[string]struct {
		text  string
		want  problem.Kind
		field string
	}{
		"empty":                {``, problem.Malformed, ""},
		"no JSON":              {`{"q0":`, problem.Malformed, ""},
		"two documents":        {`{} {}`, problem.Malformed, ""},
		"an array":             {`[{"query":"x"}]`, problem.Malformed, ""},
		"null":                 {`null`, problem.Malformed, ""},
		"deep":                 {`{"q0":` + strings.Repeat(`[`, 100_000) + strings.Repeat(`]`, 100_000) + `}`, problem.Malformed, ""},
		"a key twice":          {`{"q0":{"query":"a"},"q0":{"query":"b"}}`, problem.Malformed, ""},
		"1000 queries":         {`{` + many.String()[1:] + `}`, problem.TooLarge, ""},
		"2 MB":                 {`{"q0":{"query":"` + strings.Repeat("x", 2<<20) + `"}}`, problem.TooLarge, ""},
		"query no object":      {`{"q0":"新寨"}`, problem.Invalid, "q0"},
		"query null":           {`{"q0":null}`, problem.Invalid, "q0"},
		"name a number":        {`{"q0":{"query":7}}`, problem.Invalid, "q0.query"},
		"name null":            {`{"q0":{"query":null}}`, problem.Invalid, "q0.query"},
		"nothing asked":        {`{"q0":{"limit":3}}`, problem.Invalid, "q0.query"},
		"no properties":        {`{"q0":{"properties":[]}}`, problem.Invalid, "q0.query"},
		"limit a text":         {`{"q0":{"query":"a","limit":"3"}}`, problem.Invalid, "q0.limit"},
		"limit zero":           {`{"q0":{"query":"a","limit":0}}`, problem.Invalid, "q0.limit"},
		"limit negative":       {`{"q0":{"query":"a","limit":-1}}`, problem.Invalid, "q0.limit"},
		"limit a fraction":     {`{"q0":{"query":"a","limit":1.5}}`, problem.Invalid, "q0.limit"},
		"type an object":       {`{"q0":{"query":"a","type":{"id":"22200"}}}`, problem.Invalid, "q0.type"},
		"type of numbers":      {`{"q0":{"query":"a","type":[22200]}}`, problem.Invalid, "q0.type[0]"},
		"strict how":           {`{"q0":{"query":"a","type_strict":"maybe"}}`, problem.Invalid, "q0.type_strict"},
		"misnamed":             {`{"q0":{"query":"a","props":[]}}`, problem.Invalid, "q0.props"},
		"properties an object": {`{"q0":{"query":"a","properties":{"pid":"area","v":"x"}}}`, problem.Invalid, "q0.properties"},
		"property without v":   {`{"q0":{"query":"a","properties":[{"pid":"area"}]}}`, problem.Invalid, "q0.properties[0]"},
		"value null":           {`{"q0":{"query":"a","properties":[{"pid":"area","v":null}]}}`, problem.Invalid, "q0.properties[0].v"},
		"value without id":     {`{"q0":{"query":"a","properties":[{"pid":"area","v":{"name":"x"}}]}}`, problem.Invalid, "q0.properties[0].v"},
		"values in values":     {`{"q0":{"query":"a","properties":[{"pid":"area","v":[["x"]]}]}}`, problem.Invalid, "q0.properties[0].v"},
		"very many properties": {`{"q0":{"query":"a","properties":[` + strings.Repeat(`{"pid":"area","v":"x"},`, 30) + `{"pid":"area","v":"x"}]}}`, problem.Invalid, "q0.properties"},
	} {
		_, err := ParseQueries([]byte(tc.text))
		if !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
			continue
		}
		if fields := problem.As(err).Fields; tc.field != "" && (len(fields) != 1 || fields[0].Field != tc.field) {
			t.Errorf("%s: fields %+v, want %s", name, fields, tc.field)
		}
	}
}

func TestUnknownTypesAndProperties(t *testing.T) {
	t.Parallel()
	s, _ := service(t)
	for _, text := range []string{
		`{"q0":{"query":"新寨","type":"99999"}}`, `{"q0":{"query":"新寨","type":"2"}}`, `{"q0":{"query":"新寨","properties":[{"pid":"population","v":"x"}]}}`,
	} {
		batch, err := ParseQueries([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Reconcile(context.Background(), batch, zh); !problem.Is(err, problem.Invalid) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// What is graded is not found, not by its code either, unless the reader is cleared.
func TestSecrecy(t *testing.T) {
	t.Parallel()
	s, ids := service(t)
	ctx := context.Background()
	err := s.db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE place SET secrecy = '{"place_code": 1, "meaning": 1}' WHERE id = $1`, ids["新寨@532601001"])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	batch, err := ParseQueries([]byte(`{"q0":{"properties":[{"pid":"place_code","v":"53260100122200000001"}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	extend := ExtendQuery{IDs: []string{ids["新寨@532601001"]}, Properties: []ExtendProperty{{ID: "meaning"}, {ID: "place_code"}}}
	for clearance, want := range map[actor.Grade]int{0: 0, 1: 1} {
		ctx := actor.WithReader(ctx, actor.Actor{Login: "x", Clearance: clearance})
		results, err := s.Reconcile(ctx, batch, zh)
		if err != nil || len(results["q0"].Result) != want {
			t.Errorf("clearance %d: %+v, %v", clearance, results, err)
		}
		extension, err := s.Extend(ctx, extend, zh)
		row := extension.Rows[ids["新寨@532601001"]]
		if err != nil || len(row["meaning"]) != want || len(row["place_code"]) != want {
			t.Errorf("clearance %d: %+v, %v", clearance, row, err)
		}
	}
}

func TestExtend(t *testing.T) {
	t.Parallel()
	s, ids := service(t)
	id := ids["新寨@532601001"]
	query, err := ParseExtend([]byte(`{"ids":["` + id + `","x","` + uuid.NewString() + `"],"properties":[{"id":"area"},{"id":"lon"},{"id":"meaning"},{"id":"alt_name","settings":{"limit":"1"}},{"id":"former_name","settings":{}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.Extend(context.Background(), query, zh)
	if err != nil {
		t.Fatal(err)
	}
	row := out.Rows[id]
	if len(out.Rows) != 3 || len(out.Meta) != 5 || out.Meta[0].Name != "所属政区" || row["area"][0].ID != "532601001" || *row["lon"][0].Float != 104.05 ||
		*row["meaning"][0].Str != "新建的寨子" || len(row["former_name"]) != 0 || len(out.Rows["x"]["area"]) != 0 {
		t.Errorf("%+v", out)
	}
	for name, text := range map[string]string{
		"no ids": `{"properties":[]}`, "ids a text": `{"ids":"x","properties":[]}`, "property a text": `{"ids":[],"properties":["area"]}`,
		"property without id": `{"ids":[],"properties":[{}]}`, "limit": `{"ids":[],"properties":[{"id":"area","settings":{"limit":-1}}]}`,
		"an array": `[]`, "too many": `{"ids":[` + strings.Repeat(`"x",`, 500) + `"x"],"properties":[]}`, "setting": `{"ids":[],"properties":[{"id":"area","settings":{"x":1}}]}`,
	} {
		if _, err := ParseExtend([]byte(text)); !problem.Is(err, problem.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Extend(context.Background(), ExtendQuery{Properties: []ExtendProperty{{ID: "x"}}}, zh); !problem.Is(err, problem.Invalid) {
		t.Errorf("an unknown property: %v", err)
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	s, ids := service(t)
	ctx := context.Background()
	found, err := s.Suggest(ctx, "新", 0, zh)
	if err != nil || len(found) != 3 || len(found[0].Notable) != 1 {
		t.Fatalf("%+v: %v", found, err)
	}
	if rest, err := s.Suggest(ctx, "新", 2, zh); err != nil || len(rest) != 1 || rest[0].ID != found[2].ID {
		t.Errorf("from a cursor: %+v, %v", rest, err)
	}
	if none, err := s.Suggest(ctx, "新", MaxCursor, zh); err != nil || len(none) != 0 {
		t.Errorf("after the end: %+v, %v", none, err)
	}
	if found := Properties("名", problem.Chinese); len(found) < 4 {
		t.Errorf("properties %+v", found)
	}
	types, err := s.Types(ctx, "222", zh)
	if err != nil || len(types) != 1 || types[0].Name != "农村居民点" || types[0].Broader[0].ID != anyPlace {
		t.Errorf("types %+v: %v", types, err)
	}
	page, err := s.Preview(ctx, uuid.MustParse(ids["<b>寨@532601001"]), zh)
	if err != nil || strings.Contains(string(page), "<b>寨") || !strings.Contains(string(page), "&lt;b&gt;寨") {
		t.Errorf("preview %s: %v", page, err)
	}
	if _, err := s.Preview(ctx, uuid.New(), zh); !problem.Is(err, problem.NotFound) {
		t.Errorf("preview of nothing: %v", err)
	}
}

func FuzzParseQueries(f *testing.F) {
	for _, seed := range []string{`{"q0":{"query":"新寨","type":["a"],"limit":3,"properties":[{"pid":"area","v":[1,true,"x",{"id":"5"}]}],"type_strict":"all"}}`,
		`{}`, `[]`, `{"q0":[[[[[[[[[[1]]]]]]]]]]}`, `{"":{"query":""}}`, "{\"q\":{\"query\":\"\xff\"}}", `{"a":{"limit":1e400}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		batch, err := ParseQueries([]byte(text))
		if err != nil {
			if problem.As(err) == nil {
				t.Fatalf("%q: an error that is no problem: %v", text, err)
			}
			return
		}
		for key, q := range batch {
			if q.Limit < 1 || q.Limit > MaxLimit || strings.TrimSpace(q.Text) == "" && q.Text == "" && len(q.Properties) == 0 && !strings.Contains(text, `query`) {
				t.Fatalf("%q: %s became %+v", text, key, q)
			}
		}
		_, _ = ParseExtend([]byte(text))
	})
}
