package api

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cairn/boundaries/rounds"
	"cairn/data"
)

// archives freezes the round, reads its archive back, and finds what is tampered with.
func (r *roundRig) archives() {
	r.t.Helper()
	t, path := r.t, "/boundaries/rounds/5"
	r.root.do("GET", path+"/archive.zip", nil).problem(t, http.StatusNotFound)
	var round rounds.Round
	r.step(r.root, path, "/archive", map[string]any{}).want(t, http.StatusOK).into(t, &round)
	r.step(r.root, path, "/archive", map[string]any{}).problem(t, http.StatusConflict)
	text := r.root.do("GET", path+"/archive.zip", nil).want(t, http.StatusOK).text
	sum := sha256.Sum256(text)
	if round.Archive == nil || round.Archive.SHA256 != hex.EncodeToString(sum[:]) || round.Archive.Size != int64(len(text)) {
		t.Fatalf("archive %+v of %d bytes", round.Archive, len(text))
	}
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, f := range z.File {
		folder, _, _ := strings.Cut(f.Name, "/")
		kinds[folder]++
	}
	if kinds["records"] != 444 || kinds["scans"] != 222 || kinds["tracks"] != 1 || kinds["tables"] != 4 || kinds["manifest.json"] != 1 || round.Archive.Files != len(z.File)-1 {
		t.Errorf("the archive holds %v of %d", kinds, round.Archive.Files)
	}
	r.holds(z)
	r.tampered(round.Archive.SHA256, text)
}

// holds sees that the archive has the photo of an inspection as it was sent, both tracks of a
// line, the signed opinions, and no file that its manifest does not name.
func (r *roundRig) holds(z *zip.Reader) {
	r.t.Helper()
	var manifest rounds.Manifest
	files := map[string][]byte{}
	for _, f := range z.File {
		files[f.Name] = unzipped(r.t, f)
	}
	if err := json.Unmarshal(files["manifest.json"], &manifest); err != nil || manifest.Round != 5 {
		r.t.Fatalf("manifest %+v, %v", manifest, err)
	}
	sent := sha256.Sum256(photo(3))
	photos, opinions := 0, 0
	for _, m := range manifest.Files {
		is := sha256.Sum256(files[m.Path])
		if m.SHA256 != hex.EncodeToString(is[:]) || m.Size != int64(len(files[m.Path])) {
			r.t.Errorf("%s is not as the manifest says", m.Path)
		}
		switch {
		case strings.HasPrefix(m.Path, "photos/"+r.photographed+"/") && strings.HasSuffix(m.Path, "界桩.jpg") && is == sent:
			photos++
		case strings.HasPrefix(m.Path, "records/") && bytes.Contains(files[m.Path], []byte("对第三段有不同意见")):
			opinions++
		case strings.HasPrefix(m.Path, "tracks/") && bytes.Count(files[m.Path], []byte(`"MultiLineString"`)) != 2:
			r.t.Errorf("%s: %.300s", m.Path, files[m.Path])
		}
	}
	if photos != 1 || opinions != 1 {
		r.t.Errorf("%d photos of the inspection, %d records with the opinion", photos, opinions)
	}
	if lines := bytes.Count(files["tables/inspections.csv"], []byte("\n")); lines != 54 {
		r.t.Errorf("%d rows of inspections", lines)
	}
	if lines := bytes.Count(files["tables/ledger.csv"], []byte("\n")); lines != 223 {
		r.t.Errorf("%d rows in the ledger", lines)
	}
}

func unzipped(t testing.TB, f *zip.File) []byte {
	t.Helper()
	in, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	content, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func (r *roundRig) faults(want int) []data.Fault {
	r.t.Helper()
	n, faults, err := rounds.Verify(context.Background(), r.db.Read(), r.attachmentDir())
	if err != nil || n != 1 || (len(faults) > 0) != (want > 0) {
		r.t.Fatalf("%d archives, faults %v, %v; want %d", n, faults, err, want)
	}
	return faults
}

// faultsSay sees that the archive is found altered, and what of it.
func (r *roundRig) faultsSay(want string) {
	r.t.Helper()
	var texts []string
	for _, f := range r.faults(1) {
		texts = append(texts, f.Text)
	}
	if !slices.Contains(texts, want) || len(texts) != 2 {
		r.t.Errorf("faults %q, want one that the archive differs and %q", texts, want)
	}
}

// tampered alters the stored zip in every way and sees it found.
func (r *roundRig) tampered(sum string, text []byte) {
	r.t.Helper()
	r.faults(0)
	file := filepath.Join(r.attachmentDir(), sum[:2], sum)
	put := func(content []byte) {
		r.t.Helper()
		_ = os.Chmod(file, 0o600)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			r.t.Fatal(err)
		}
	}
	flipped := bytes.Clone(text)
	flipped[len(flipped)/3] ^= 1
	put(flipped)
	r.faults(1)
	put(text[:len(text)-1])
	r.faults(1)
	same := func(_ string, content []byte) []byte { return content }
	put(repacked(r.t, text, func(name string, content []byte) []byte {
		if name == "tables/ledger.csv" {
			return append(content, "改"...)
		}
		return content
	}, nil))
	r.faultsSay("tables/ledger.csv differs from the manifest")
	put(repacked(r.t, text, same, map[string]string{"records/补.docx": "补"}))
	r.faultsSay("records/补.docx is not in the manifest")
	if err := os.Remove(file); err != nil {
		r.t.Fatal(err)
	}
	r.faults(1)
	put(text)
	r.faults(0)
}

// repacked is a zip with contents altered, and with more files.
func repacked(t testing.TB, text []byte, alter func(name string, content []byte) []byte, more map[string]string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	add := func(name string, content []byte) {
		to, err := w.Create(name)
		if err == nil {
			_, err = to.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range z.File {
		add(f.Name, alter(f.Name, unzipped(t, f)))
	}
	for name, content := range more {
		add(name, []byte(content))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
