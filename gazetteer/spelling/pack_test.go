package spelling

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/data/datatest"
)

// The pack knows the pinyin of its administrative names (without tones, mostly without the
// generic term) and of its trap entries: the romaniser agrees. The few others: 都龙 and 柏林,
// where a library read for the pack, and villages under a class of landforms.
func TestNamesOfThePack(t *testing.T) {
	t.Parallel()
	f, err := os.Open(filepath.Join(datatest.Pack(t, "wenshan"), "gazetteer.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	book, asked, right := NewBook(nil), 0, 0
	for _, row := range rows[1:] {
		name, pinyin, class, trap := row[1], row[2], row[6], row[13]
		got := book.Romanise(name, Options{Class: class})
		if len(got.Unread) > 0 {
			t.Errorf("%s: %v cannot be read", name, got.Unread)
		}
		if pinyin == "" {
			continue
		}
		asked++
		said := best(got)
		ok := said == pinyin
		if trap == "" {
			said, pinyin = squeezed(said), squeezed(pinyin)
			ok = strings.HasPrefix(said, pinyin)
		}
		if ok {
			right++
		} else {
			t.Logf("%s (%s): %s, the pack has %s", name, class, said, pinyin)
		}
	}
	t.Logf("%d of %d", right, asked)
	if asked < 150 || right*100 < asked*96 {
		t.Errorf("only %d of %d agree", right, asked)
	}
}

// squeezed is a spelling without tones, spaces, apostrophes and capitals.
func squeezed(text string) string {
	return strings.NewReplacer(" ", "", "'", "").Replace(strings.ToLower(WithoutTones(text)))
}
