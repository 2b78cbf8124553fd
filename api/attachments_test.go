package api

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/internal/actor"
)

// photo is a small JPEG, another one for each shade.
func photo(shade uint8) []byte {
	img := image.NewGray(image.Rect(0, 0, 40, 30))
	for i := range img.Pix {
		img.Pix[i] = shade + uint8(i%7)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// metadata is Upload-Metadata of alternating keys and values.
func metadata(pairs ...string) string {
	var all []string
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, pairs[i]+" "+base64.StdEncoding.EncodeToString([]byte(pairs[i+1])))
	}
	return strings.Join(all, ",")
}

// announce is the POST of a file for an entry.
func (c client) announce(id, entry, name string, size int) reply {
	c.t.Helper()
	return c.do("POST", "/attachments", nil, "Tus-Resumable", "1.0.0", "Upload-Length", strconv.Itoa(size),
		"Upload-Metadata", metadata("id", id, "owner", "place", "owner_id", entry, "role", "photo", "filename", name, "filetype", "image/jpeg"))
}

// sendFrom is the PATCH of content at an offset.
func (c client) sendFrom(id string, offset int, content []byte) reply {
	c.t.Helper()
	return c.do("PATCH", "/attachments/"+id, bytes.NewReader(content), "Tus-Resumable", "1.0.0",
		"Upload-Offset", strconv.Itoa(offset), "Content-Type", "application/offset+octet-stream")
}

func (c client) offset(id string) reply {
	c.t.Helper()
	return c.do("HEAD", "/attachments/"+id, nil, "Tus-Resumable", "1.0.0")
}

// upload sends a whole file for an entry and gives its id.
func (c client) upload(entry, name string, content []byte) string {
	c.t.Helper()
	id := uuid.NewString()
	c.announce(id, entry, name, len(content)).want(c.t, http.StatusCreated)
	c.sendFrom(id, 0, content).want(c.t, http.StatusNoContent)
	return id
}

// newUpload is the announcement of a file for an entry of the own area.
func newUpload(p *place) attempt {
	entry := p.anotherEntry()
	return attempt{path: "/attachments", headers: []string{"Tus-Resumable", "1.0.0", "Upload-Length", "1000", "Upload-Metadata",
		metadata("id", uuid.NewString(), "owner", "place", "owner_id", entry, "filename", "x.jpg")}}
}

// attached is one of an entry of the own area.
func attached(p *place) attempt {
	entry := p.anotherEntry()
	return attempt{path: "/attachments/" + p.root().upload(entry, "照片.jpg", photo(byte(p.next())))}
}

// attachmentPath is the instance of a route for attachments.
func attachmentPath(p *place, pattern string) string {
	path := attached(p).path
	if strings.Contains(pattern, "{id}") {
		return strings.Replace(pattern, "/attachments/{id}", path, 1)
	}
	var owner string
	p.scan("SELECT owner_id FROM attachment WHERE id = $1", strings.TrimPrefix(path, "/attachments/")).into(&owner)
	return "/attachments?owner=place&owner_id=" + owner
}

func TestTusRules(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	entry := p.anotherEntry()
	c := p.writer(actor.Officer, true)
	id, content := uuid.NewString(), photo(1)
	half := len(content) / 2

	options := c.do("OPTIONS", "/attachments", nil).want(t, 204)
	for name, want := range map[string]string{"Tus-Version": "1.0.0", "Tus-Resumable": "1.0.0", "Tus-Max-Size": fmt.Sprint(100 << 20), "Tus-Extension": "creation,expiration,termination"} {
		if got := options.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	created := c.announce(id, entry, "照片.jpg", len(content)).want(t, 201)
	if created.Header.Get("Location") != "/attachments/"+id || created.Header.Get("Upload-Offset") != "0" || created.Header.Get("Upload-Expires") == "" || created.Header.Get("Tus-Resumable") != "1.0.0" {
		t.Errorf("created: %v", created.Header)
	}
	c.announce(id, entry, "照片.jpg", len(content)).want(t, 200)
	c.announce(id, entry, "另一张.jpg", len(content)).problem(t, 409)
	c.announce(id, entry, "照片.jpg", len(content)+1).problem(t, 409)
	p.writer(actor.Officer, true).announce(id, entry, "照片.jpg", len(content)).problem(t, 409)

	if r := c.sendFrom(id, 0, content[:half]).want(t, 204); r.Header.Get("Upload-Offset") != strconv.Itoa(half) {
		t.Errorf("half: %v", r.Header)
	}
	head := c.offset(id).want(t, 200)
	for name, want := range map[string]string{"Upload-Offset": strconv.Itoa(half), "Upload-Length": strconv.Itoa(len(content)), "Cache-Control": "no-store"} {
		if got := head.Header.Get(name); got != want {
			t.Errorf("HEAD: %s: %q, want %q", name, got, want)
		}
	}
	if said := head.Header.Get("Upload-Metadata"); !strings.Contains(said, metadata("filename", "照片.jpg")) || !strings.Contains(said, metadata("owner_id", entry)) {
		t.Errorf("HEAD: metadata %s", said)
	}
	for _, lie := range []int{0, half - 1, half + 1, len(content)} {
		c.sendFrom(id, lie, content[half:half+1]).problem(t, 409)
	}
	c.sendFrom(id, half, append(slices.Clone(content[half:]), 'x')).problem(t, 413)
	p.writer(actor.Officer, true).sendFrom(id, half, content[half:]).problem(t, 403)
	if r := p.writer(actor.Officer, true).offset(id); r.StatusCode != 403 {
		t.Errorf("HEAD by another: %d", r.StatusCode)
	}
	for _, tc := range []struct {
		name    string
		status  int
		headers []string
	}{
		{"no version", 412, []string{"Upload-Offset", strconv.Itoa(half), "Content-Type", tusBody}},
		{"other version", 412, []string{"Tus-Resumable", "0.2.2", "Upload-Offset", strconv.Itoa(half), "Content-Type", tusBody}},
		{"other type", 415, []string{"Tus-Resumable", "1.0.0", "Upload-Offset", strconv.Itoa(half), "Content-Type", "image/jpeg"}},
		{"no type", 415, []string{"Tus-Resumable", "1.0.0", "Upload-Offset", strconv.Itoa(half), "Content-Type", ""}},
		{"no offset", 400, []string{"Tus-Resumable", "1.0.0", "Content-Type", tusBody}},
		{"negative offset", 400, []string{"Tus-Resumable", "1.0.0", "Upload-Offset", "-1", "Content-Type", tusBody}},
		{"offset with a sign", 400, []string{"Tus-Resumable", "1.0.0", "Upload-Offset", "+1", "Content-Type", tusBody}},
		{"offset beyond numbers", 400, []string{"Tus-Resumable", "1.0.0", "Upload-Offset", "99999999999999999999", "Content-Type", tusBody}},
		{"compressed", 415, []string{"Tus-Resumable", "1.0.0", "Upload-Offset", strconv.Itoa(half), "Content-Type", tusBody, "Content-Encoding", "gzip"}},
	} {
		r := c.do("PATCH", "/attachments/"+id, bytes.NewReader(content[half:]), tc.headers...)
		if r.StatusCode != tc.status {
			t.Errorf("%s: %d, want %d: %s", tc.name, r.StatusCode, tc.status, r.text)
		}
	}
	if r := c.do("PATCH", "/attachments/"+id, nil, "Tus-Resumable", "0.1"); r.Header.Get("Tus-Version") != "1.0.0" {
		t.Errorf("a refusal of the version names none: %v", r.Header)
	}
	if r := c.offset(id).want(t, 200); r.Header.Get("Upload-Offset") != strconv.Itoa(half) {
		t.Errorf("refused requests have moved the offset to %s", r.Header.Get("Upload-Offset"))
	}
	before := p.changes()
	c.sendFrom(id, half, content[half:]).want(t, 204)
	if n := p.changes() - before; n != 1 {
		t.Errorf("finishing made %d changes", n)
	}
	if r := c.offset(id).want(t, 200); r.Header.Get("Upload-Offset") != strconv.Itoa(len(content)) || r.Header.Get("Upload-Expires") != "" {
		t.Errorf("HEAD of the finished: %v", r.Header)
	}
	c.announce(id, entry, "照片.jpg", len(content)).want(t, 200)
	c.announce(id, entry, "别的.jpg", len(content)).problem(t, 409)
	c.sendFrom(id, 0, content).problem(t, 409)
	if got := c.do("GET", "/attachments/"+id+"?size=original", nil).want(t, 200); !bytes.Equal(got.text, content) {
		t.Error("the original differs")
	}
	for _, method := range []string{"PATCH", "HEAD"} {
		if r := c.do(method, "/attachments/"+uuid.NewString(), nil, "Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Content-Type", tusBody); r.StatusCode != 404 {
			t.Errorf("%s of an unknown upload: %d", method, r.StatusCode)
		}
	}
}

// What cannot be announced is refused with the field that is wrong.
func TestAnnouncements(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	entry := p.anotherEntry()
	c := p.writer(actor.Officer, true)
	good := map[string]string{"owner": "place", "owner_id": entry, "filename": "x.jpg"}
	for _, tc := range []struct {
		name, key, value string
		status           int
		code             string
	}{
		{"unknown owner", "owner", "moon", 422, "problem.unknown_value"},
		{"no owner", "owner", "", 422, "problem.unknown_value"},
		{"owner id is no id", "owner_id", "1", 422, "api.bad_uuid"},
		{"no such entry", "owner_id", uuid.NewString(), 404, ""},
		{"no id", "id", "", 422, "api.bad_uuid"},
		{"id in braces", "id", "{" + uuid.NewString() + "}", 422, "api.bad_uuid"},
		{"path", "filename", "../../etc/passwd.jpg", 422, "attachments.path"},
		{"backslash", "filename", `..\x.jpg`, 422, "attachments.path"},
		{"control character", "filename", "x\n.jpg", 422, "problem.control_characters"},
		{"right to left", "filename", "x\u202egpj.exe.jpg", 422, "problem.control_characters"},
		{"long name", "filename", strings.Repeat("长", 200) + ".jpg", 422, "problem.too_long"},
		{"program", "filename", "x.exe", 422, "attachments.extension"},
		{"page", "filename", "x.html", 422, "attachments.extension"},
		{"no extension", "filename", "jpg", 422, "attachments.extension"},
		{"heic", "filename", "IMG_1.HEIC", 422, "attachments.heic"},
		{"zip", "filename", "x.zip", 422, "attachments.archive"},
		{"wps", "filename", "x.wps", 422, "attachments.old_office"},
		{"time", "taken_at", "yesterday", 422, "api.bad_time"},
		{"year", "taken_at", "0001-01-01T00:00:00Z", 422, "attachments.taken_at"},
		{"role", "role", "Über", 422, "attachments.role"},
		{"type", "filetype", "picture", 422, "attachments.filetype"},
		{"sum", "sha256", "abc", 422, "attachments.sha256"},
		{"key nobody reads", "takenat", "2021-01-01T00:00:00Z", 400, "attachments.unknown_metadata"},
	} {
		said := map[string]string{"id": uuid.NewString()}
		for k, v := range good {
			said[k] = v
		}
		said[tc.key] = tc.value
		var pairs []string
		for k, v := range said {
			pairs = append(pairs, k, v)
		}
		r := c.do("POST", "/attachments", nil, "Tus-Resumable", "1.0.0", "Upload-Length", "10", "Upload-Metadata", metadata(pairs...))
		problem := r.problem(t, tc.status)
		if tc.code != "" && (len(problem.Errors) == 0 || problem.Errors[0].Code != tc.code) {
			t.Errorf("%s: %+v, want %s", tc.name, problem, tc.code)
		}
	}
	for length, status := range map[string]int{"": 400, "x": 400, "-1": 400, "0": 422, "1e3": 400, "99999999999": 413} {
		r := c.do("POST", "/attachments", nil, "Tus-Resumable", "1.0.0", "Upload-Length", length, "Upload-Metadata",
			metadata("id", uuid.NewString(), "owner", "place", "owner_id", entry, "filename", "x.jpg"))
		if r.StatusCode != status {
			t.Errorf("length %q: %d: %s", length, r.StatusCode, r.text)
		}
	}
	c.do("POST", "/attachments", nil, "Tus-Resumable", "1.0.0", "Upload-Defer-Length", "1").problem(t, 400)
	c.do("POST", "/attachments", nil, "Upload-Length", "10").problem(t, 412)
	if files, _ := filepath.Glob(filepath.Join(p.attachmentDir(), "*", "*")); len(files) != 0 {
		t.Errorf("refusals have left %v", files)
	}
}

func (p *place) anotherEntry() string {
	return strings.TrimPrefix(entry(p).path, "/gazetteer/entries/")
}

func (h *harness) attachmentDir() string { return h.server.Attachments.Dir() }

func TestReadAttachment(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	entry := p.anotherEntry()
	writer, reader := p.writer(actor.Clerk, true), p.writer(actor.Viewer, true)
	content := photo(9)
	id := writer.upload(entry, `文山 "老街".JPG`, content)
	path := "/attachments/" + id
	r := reader.do("GET", path, nil).want(t, 200)
	h := r.Header
	if h.Get("Content-Type") != "image/jpeg" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Security-Policy") != filePolicy ||
		h.Get("ETag") == "" || h.Get("Accept-Ranges") != "bytes" {
		t.Errorf("headers: %v", h)
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	if err != nil || kind != "inline" || params["filename"] != `文山 "老街".JPG` {
		t.Errorf("disposition %q: %s %v %v", h.Get("Content-Disposition"), kind, params, err)
	}
	if d := reader.do("GET", path+"?download=true", nil).want(t, 200).Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment;") {
		t.Errorf("download: %s", d)
	}
	if part := reader.do("GET", path, nil, "Range", "bytes=2-5").want(t, 206); !bytes.Equal(part.text, r.text[2:6]) {
		t.Errorf("range: %x of %x", part.text, r.text[:8])
	}
	reader.do("GET", path, nil, "If-None-Match", h.Get("ETag")).want(t, 304)
	if head := reader.do("HEAD", path, nil).want(t, 200); head.Header.Get("Content-Length") != strconv.Itoa(len(r.text)) || head.Header.Get("Upload-Offset") != "" {
		t.Errorf("HEAD without tus: %v", head.Header)
	}
	reader.do("GET", path+"?size=thumb", nil).want(t, 200)
	reader.do("GET", path+"?size=original", nil).problem(t, 403)
	reader.do("GET", path+"?size=huge", nil).problem(t, 400)
	reader.do("GET", path+"?colour=red", nil).problem(t, 400)
	reader.do("GET", "/attachments/1", nil).problem(t, 400)
	reader.do("GET", "/attachments/"+uuid.NewString(), nil).problem(t, 404)
	p.nobody().do("GET", "/attachments/"+uuid.NewString(), nil).problem(t, 401)
	if got := writer.do("GET", path+"?size=original", nil).want(t, 200); !bytes.Equal(got.text, content) {
		t.Error("the original differs")
	}
	if none := reader.do("GET", "/attachments?owner=place&owner_id="+p.anotherEntry(), nil).want(t, 200); !strings.Contains(string(none.text), `"items":[]`) {
		t.Errorf("an empty list: %s", none.text)
	}
	var list struct{ Items []attachments.Meta }
	reader.do("GET", "/attachments?owner=place&owner_id="+entry, nil).want(t, 200).into(t, &list)
	if len(list.Items) != 1 || list.Items[0].ID.String() != id || list.Items[0].Role != "photo" {
		t.Errorf("list: %+v", list)
	}
	reader.do("GET", "/attachments?owner=moon&owner_id=1", nil).problem(t, 400)

	reader.do("DELETE", path+"?reason=x", nil).problem(t, 403)
	writer.do("DELETE", path+"?reason=拍错了", nil).want(t, 204)
	writer.do("DELETE", path+"?reason=again", nil).problem(t, 404)
	reader.do("GET", path, nil).problem(t, 404)
	if gone := writer.do("GET", path, nil).problem(t, 404); !strings.Contains(gone.Detail, "拍错了") {
		t.Errorf("the writer is told %q", gone.Detail)
	}
	reader.do("GET", "/attachments?owner=place&owner_id="+entry+"&removed=true", nil).want(t, 200).into(t, &list)
	if len(list.Items) != 0 {
		t.Errorf("readers see what was removed: %+v", list)
	}
	writer.do("GET", "/attachments?owner=place&owner_id="+entry+"&removed=true", nil).want(t, 200).into(t, &list)
	if len(list.Items) != 1 || list.Items[0].RemovedWhy != "拍错了" {
		t.Errorf("removed: %+v", list)
	}
	if _, err := os.Stat(filepath.Join(p.attachmentDir(), list.Items[0].SHA256[:2], list.Items[0].SHA256)); err != nil {
		t.Errorf("the file of a removed attachment: %v", err)
	}
}

// An upload that is dropped leaves nothing; a method may be said in a header.
func TestAbort(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	entry := p.anotherEntry()
	c := p.writer(actor.Officer, true)
	id := uuid.NewString()
	c.announce(id, entry, "x.jpg", 100).want(t, 201)
	c.do("POST", "/attachments/"+id, strings.NewReader("abc"), "X-HTTP-Method-Override", "PATCH", "Tus-Resumable", "1.0.0",
		"Upload-Offset", "0", "Content-Type", tusBody).want(t, 204)
	p.writer(actor.Officer, true).do("DELETE", "/attachments/"+id, nil, "Tus-Resumable", "1.0.0").problem(t, 403)
	c.do("DELETE", "/attachments/"+id, nil, "Tus-Resumable", "1.0.0").want(t, 204)
	if r := c.offset(id); r.StatusCode != 404 {
		t.Errorf("HEAD of a dropped upload: %d", r.StatusCode)
	}
	done := c.upload(entry, "x.jpg", photo(3))
	c.do("DELETE", "/attachments/"+done, nil, "Tus-Resumable", "1.0.0").problem(t, 404)
	c.do("GET", "/attachments/"+done, nil, "X-HTTP-Method-Override", "DELETE", "Tus-Resumable", "1.0.0").want(t, 200)
}

func FuzzUploadMetadata(f *testing.F) {
	for _, seed := range []string{"", "id", "id ,owner", metadata("id", uuid.NewString(), "filename", "x.jpg"), "filename 5paH5bGxLmpwZw==, role cGhvdG8=",
		"id a,id b", "filename !!!", ",", "filename /w==", "id  eA==", "\tid eA==", "owner cGxhY2U"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		said, err := parseMetadata(header)
		if err != nil {
			return
		}
		var pairs []string
		for k, v := range said {
			if !slices.Contains(uploadKeys, k) {
				t.Errorf("%q gives the key %q", header, k)
			}
			pairs = append(pairs, k, v)
		}
		again, err := parseMetadata(metadata(pairs...))
		if err != nil || fmt.Sprint(again) != fmt.Sprint(said) {
			t.Errorf("%q: %v, again %v, %v", header, said, again, err)
		}
		_, _ = readAnnouncement(http.Header{"Upload-Metadata": {header}, "Upload-Length": {"5"}})
	})
}

// The description of the state is that of HEAD in whatever language.
func TestMetaOfAttachment(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	path := attached(p).path
	var m map[string]any
	text := p.root().do("GET", path+"/meta", nil).want(t, 200).text
	if err := json.Unmarshal(text, &m); err != nil || m["may_write"] != true || m["state"] != "ready" || m["width"] != 40.0 || m["kind"] != "image" {
		t.Errorf("%s: %v", text, err)
	}
	p.writer(actor.Viewer, true).do("GET", path+"/meta", nil).want(t, 200).into(t, &m)
	if m["may_write"] != false {
		t.Errorf("a viewer may write: %v", m)
	}
}
