package problem

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Both languages hold the same keys with the same parameters.
func TestMessagesMatch(t *testing.T) {
	t.Parallel()
	all := catalogue()
	param := regexp.MustCompile(`\{[a-z_0-9]+\}`)
	for key, zh := range all[Chinese] {
		en, ok := all[English][key]
		if !ok {
			t.Errorf("%s: no English message", key)
			continue
		}
		a, b := param.FindAllString(zh, -1), param.FindAllString(en, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s: parameters differ: %v, %v", key, a, b)
		}
	}
	for key := range all[English] {
		if _, ok := all[Chinese][key]; !ok {
			t.Errorf("%s: no Chinese message", key)
		}
	}
}

// Every key that the code names has a message.
func TestKeysExist(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("git", "-C", "../..", "ls-files", "-co", "--exclude-standard", "*.go").Output()
	if err != nil {
		t.Fatal(err)
	}
	use := regexp.MustCompile(`problem\.(?:New\([a-zA-Z.]+,|Bad\([^,]+,)\s*"([a-z_]+\.[a-z_0-9]+)"`)
	for _, file := range strings.Fields(string(out)) {
		text, err := os.ReadFile("../../" + file)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		for _, m := range use.FindAllStringSubmatch(string(text), -1) {
			if _, ok := catalogue()[Chinese][m[1]]; !ok {
				t.Errorf("%s: no message for %s", file, m[1])
			}
		}
	}
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("wrapped: %w", InvalidFields(Bad("lon", "problem.required")))
	p := As(err)
	if p == nil || !Is(err, Invalid) || Is(err, Stale) {
		t.Fatalf("not found through wrapping: %v", err)
	}
	if got := p.Fields[0].Text(Chinese); got != "必填" {
		t.Errorf("Chinese text %q", got)
	}
	if !strings.Contains(err.Error(), "lon") {
		t.Errorf("field is missing from %q", err)
	}
}

func TestNegotiate(t *testing.T) {
	t.Parallel()
	for accept, want := range map[string]Lang{"": Chinese, "en-GB,en;q=0.9": English, "zh-TW,en;q=0.5": Chinese, "fr": Chinese, ";;": Chinese} {
		if got := Negotiate(accept); got != want {
			t.Errorf("%q: %s, want %s", accept, got, want)
		}
	}
}

// Words that the program uses are put into those of the reader's language.
func TestWordsOfParameters(t *testing.T) {
	t.Parallel()
	role := New(Forbidden, "actor.role", "role", "township_clerk", "action", "marker")
	missing := New(NotFound, "problem.not_found", "what", "boundary-lines", "id", "place")
	for _, tc := range []struct {
		e      *Error
		zh, en string
	}{
		{role, "“乡镇经办”无权编辑界桩", "The role “township clerk” may not edit boundary markers"},
		{missing, "没有找到界线 place", "There is no boundary line place"},
	} {
		if zh, en := tc.e.Text(Chinese), tc.e.Text(English); zh != tc.zh || en != tc.en {
			t.Errorf("%q and %q, want %q and %q", zh, en, tc.zh, tc.en)
		}
	}
}
