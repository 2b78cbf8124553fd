package api

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"cairn/internal/feature"
	"cairn/internal/problem"
)

//go:embed pages/*.html pages/style.css
var pageFiles embed.FS

// pageTemplates are the HTML forms of the OGC API's documents: layout.html around each.
var pageTemplates = parsePages("landing", "conformance", "collections", "collection", "items", "item", "apidoc")

func parsePages(names ...string) map[string]*template.Template {
	style, err := pageFiles.ReadFile("pages/style.css")
	if err != nil {
		panic(err) // embedded
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		t := template.New("layout.html").Funcs(template.FuncMap{
			"say":   func(string) string { return "" }, // the reader's, at each request
			"show":  showValue,
			"style": func() template.CSS { return template.CSS(style) },
		})
		pages[name] = template.Must(t.ParseFS(pageFiles, "pages/layout.html", "pages/"+name+".html"))
	}
	return pages
}

// pageData is what a template sees.
type pageData struct {
	Lang  problem.Lang
	Title string
	Path  []crumb // from the landing page to the document
	Other string  // address of the JSON form
	V     any
}

type crumb struct{ Href, Text string }

// writePage answers with the page of a document in the reader's language.
func (s *Server) writePage(w http.ResponseWriter, r *http.Request, name string, v any) error {
	lang := langOf(r.Context())
	t, err := pageTemplates[name].Clone()
	if err != nil {
		return err
	}
	t.Funcs(template.FuncMap{"say": func(key string) string { return problem.Text(lang, "api."+key, nil) }})
	query := r.URL.Query()
	query.Set("f", "json")
	data := pageData{Lang: lang, Title: "cairn", Path: crumbs(r), Other: r.URL.Path + "?" + query.Encode(), V: v}
	if titled, ok := v.(interface{ pageTitle() string }); ok {
		data.Title = titled.pageTitle() + " · cairn"
	}
	var buf bytes.Buffer
	if err := t.Execute(&buf, data); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(buf.Bytes())
	return nil
}

// crumbs are the documents above the path.
func crumbs(r *http.Request) []crumb {
	all := []crumb{{"/?f=html", "cairn"}}
	at := ""
	for part := range strings.SplitSeq(strings.Trim(r.URL.Path, "/"), "/") {
		if part == "" {
			continue
		}
		at += "/" + url.PathEscape(part)
		all = append(all, crumb{at + "?f=html", part})
	}
	return all
}

// itemsBody is a page of features, or one, as its template sees it.
type itemsBody struct {
	Title    string
	Path     string // of the items
	Columns  []string
	Features []feature.Feature
	Next     string // address of the page that follows; ""
}

func (b itemsBody) pageTitle() string { return b.Title }

func (b collectionBody) pageTitle() string { return b.Title }

func itemsPage(r *http.Request, c collection, features []feature.Feature, links []link) itemsBody {
	body := itemsBody{Title: c.text(r, "title"), Path: "/collections/" + c.id + "/items", Features: features}
	if len(features) > 0 {
		for _, p := range features[0].Properties {
			body.Columns = append(body.Columns, p.Name)
		}
	}
	for _, l := range links {
		if l.Rel == "next" {
			body.Next = l.Href
		}
	}
	return body
}

// showValue words a property for a page.
func showValue(v any) string {
	if v == nil {
		return ""
	}
	text := fmt.Sprint(v)
	if text == "[]" || text == "map[]" {
		return ""
	}
	return shorten(text, 200)
}
