package geojson

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// shared gives a directory of the test data beside the project, or skips.
func shared(t *testing.T, elem ...string) string {
	t.Helper()
	dir := filepath.Join(append([]string{"..", "..", "..", "shared", "data"}, elem...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the test data are not beside the project: %v", err)
	}
	return dir
}

// scan reads text to its end as any JSON value.
func scan(text []byte) error {
	s := newScanner(iotest.OneByteReader(bytes.NewReader(text)), Options{})
	if err := s.skipBOM(); err != nil {
		return err
	}
	for {
		k, err := s.next()
		if err != nil || k == kindEnd {
			return err
		}
	}
}

// JSONTestSuite: y_ must be taken, n_ refused, i_ either.
func TestJSONTestSuite(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(shared(t, "json", "parsing"), "*.json"))
	if err != nil || len(files) < 300 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		err = scan(text)
		switch name := filepath.Base(file); {
		case name[0] == 'y' && err != nil:
			t.Errorf("%s was refused: %v", name, err)
		case name[0] == 'n' && err == nil:
			t.Errorf("%s was taken", name)
		}
	}
}

func FuzzScanner(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,-2.5e3,true,false,null,"x\u00e9\ud83d\ude00"]}`, `[]`, `{}`, ` 1 `, `"\n"`, `[1,]`, `{"a":1,}`,
		`01`, `1.`, `-`, `"\ud800"`, "\"\xff\"", "\ufeff{}", `[[[[]]]]`, `{"a":{"b":[{}]}}`, `nul`, `1 2`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		err := scan(text)
		valid := json.Valid(bytes.TrimPrefix(text, []byte("\ufeff")))
		if err == nil && !valid {
			t.Errorf("%q was taken", text)
		}
		// What encoding/json lets through and we don't: bad UTF-8, half
		// surrogates, deep nesting.
		if err != nil && valid && !bytes.ContainsAny(text, "\\") && isText(text) && bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) < maxDepth {
			t.Errorf("%q was refused: %v", text, err)
		}
	})
}

func isText(b []byte) bool { return strings.ToValidUTF8(string(b), "") == string(b) }

func TestFaultsSayWhere(t *testing.T) {
	t.Parallel()
	err := scan([]byte("{\n  \"a\": 1,\n  \"b\": tru\n}"))
	if err == nil || !strings.Contains(err.Error(), "column:11") || !strings.Contains(err.Error(), "line:3") {
		t.Errorf("got %v", err)
	}
}

func TestReadErrorsAreNotBadJSON(t *testing.T) {
	t.Parallel()
	for _, text := range []string{``, `{"a`, `{"a":1`, `{"a":1}`, `[tr`, `"\u12`, `12`} {
		in := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(text + " ")))
		s := newScanner(in, Options{})
		var err error
		for k := kind('x'); err == nil && k != kindEnd; {
			k, err = s.next()
		}
		if err != iotest.ErrTimeout {
			t.Errorf("%q: %v", text, err)
		}
	}
}
