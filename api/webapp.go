package api

import (
	"bytes"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"cairn/internal/problem"
)

// serveApp serves the web app under /app/: a file of the build, or index.html for the
// app's own addresses. Assets carry a hash in their name and are kept for ever.
func (s *Server) serveApp(w http.ResponseWriter, r *http.Request) error {
	if s.Web == nil {
		return problem.New(problem.NotFound, "api.no_app")
	}
	name := strings.TrimPrefix(path.Clean(strings.TrimPrefix(r.URL.Path, "/app")), "/")
	if !s.isWebFile(name) {
		if strings.HasPrefix(name, "assets/") || path.Ext(name) != "" {
			return problem.New(problem.NotFound, "api.no_route", "path", shorten(r.URL.Path, 200))
		}
		name = "index.html"
	}
	if strings.HasPrefix(name, "assets/") {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		w.Header().Set("Cache-Control", "no-cache")
	}
	return s.serveAsset(w, r, name)
}

func (s *Server) redirectApp(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, "/app/", http.StatusMovedPermanently)
	return nil
}

// isWebFile: dot files and the compressed forms are no addresses of their own.
func (s *Server) isWebFile(name string) bool {
	if name == "" || name == "." || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
		return false
	}
	info, err := fs.Stat(s.Web, name)
	return err == nil && !info.IsDir()
}

// serveAsset sends the best form that the build holds beside the file.
func (s *Server) serveAsset(w http.ResponseWriter, r *http.Request, name string) error {
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	if ct := mime.TypeByExtension(path.Ext(name)); ct != "" {
		h.Set("Content-Type", ct)
	}
	for _, form := range []struct{ coding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}, {"", ""}} {
		if form.coding != "" && !acceptsCoding(r.Header.Get("Accept-Encoding"), form.coding) {
			continue
		}
		asset, err := s.asset(name + form.suffix)
		if err != nil {
			continue
		}
		if form.coding != "" {
			h.Set("Content-Encoding", form.coding)
		}
		h.Set("ETag", asset.tag)
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(asset.text))
		return nil
	}
	return problem.New(problem.NotFound, "api.no_app")
}

// asset is a file of the build with its tag, read once.
type asset struct {
	text []byte
	tag  string
}

func (s *Server) asset(name string) (asset, error) {
	if kept, ok := s.assets.Load(name); ok {
		return kept.(asset), nil
	}
	text, err := fs.ReadFile(s.Web, name)
	if err != nil {
		return asset{}, err
	}
	a := asset{text, contentTag(text)}
	s.assets.Store(name, a)
	return a, nil
}

// acceptsCoding: the coding is named and not refused by q=0.
func acceptsCoding(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			q := strings.ReplaceAll(params, " ", "")
			return !strings.HasPrefix(q, "q=0") || strings.Trim(q, "q=0.") != ""
		}
	}
	return false
}
