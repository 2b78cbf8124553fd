package manifest

import (
	"slices"
	"strings"
	"testing"
)

func file(t *testing.T, path, text string) File {
	t.Helper()
	f, err := Measure(path, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestDifferences(t *testing.T) {
	t.Parallel()
	a, b, c := file(t, "a", "abc"), file(t, "b", ""), file(t, "c", "c")
	if a != (File{"a", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}) {
		t.Errorf("measured %+v", a)
	}
	if got := Differences([]File{a, b}, []File{b, a}); len(got) != 0 {
		t.Errorf("the same files differ: %v", got)
	}
	longer := file(t, "b", "b")
	want := []string{"a is missing", "b differs from the manifest", "c is not in the manifest", "d is not in the manifest"}
	if got := Differences([]File{a, b}, []File{file(t, "d", ""), c, longer}); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSafeName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"批复.pdf": "批复.pdf", "../../etc/passwd": "_.._etc_passwd", `C:\a?.jpg`: "C__a_.jpg",
		"..": "_", "": "_", ".hidden": "hidden", "a\x00b": "a_b",
	} {
		if got := SafeName(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
