package api

import (
	"bytes"
	"encoding/xml"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"cairn/gazetteer/filing"
	"cairn/internal/chinatime"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// The public pages of announcements (公告, 地名管理条例 art. 14): plain HTML without scripts,
// for everybody once the bureau has opened the layer announcements.

// noticeTemplates are the list and the page of one announcement.
var noticeTemplates = map[string]*template.Template{"notices": parseNotice("notices"), "notice": parseNotice("notice")}

func parseNotice(name string) *template.Template {
	t := template.New("noticelayout.html").Funcs(template.FuncMap{
		"say":   func(string, ...any) string { return "" }, // the reader's, at each request
		"style": func() template.CSS { return template.CSS(paper.Style()) },
	})
	return template.Must(t.ParseFS(pageFiles, "pages/noticelayout.html", "pages/"+name+".html"))
}

// noticePage is what the templates see.
type noticePage struct {
	Lang  problem.Lang
	Title string
	Items []filing.Announcement
	Years []int
	Next  string // address of the page that follows; ""
	One   filing.Announcement
	Paper template.HTML
}

// noticesOnPage is how many announcements stand on a page of the list and in the feed.
const noticesOnPage = 50

// listNotices is the public list of announcements, newest first.
func (s *Server) listNotices(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	for name := range query {
		if name != "year" && name != "after" {
			return badParameter(problem.Bad(name, "api.unknown_parameter"))
		}
	}
	year := 0
	if text := query.Get("year"); text != "" {
		var err error
		if year, err = strconv.Atoi(text); err != nil || year < 1949 || year > 9999 {
			return badParameter(problem.Bad("year", "problem.out_of_range", "min", 1949, "max", 9999))
		}
	}
	after, err := Paging{After: query.Get("after")}.place()
	if err != nil {
		return err
	}
	all, err := s.Filing.Announcements(r.Context(), filing.AnnouncementsQuery{Public: true, Year: year, After: after, Limit: noticesOnPage})
	if err != nil {
		return err
	}
	page := noticePage{Items: all}
	if part := listOf(all, noticesOnPage, placeKey); part.Body.Next != nil {
		page.Items = part.Body.Items
		query.Set("after", *part.Body.Next)
		page.Next = "/announcements?" + query.Encode()
	}
	if page.Years, err = s.Filing.Years(r.Context()); err != nil {
		return err
	}
	return writeNotice(w, r, "notices", page)
}

// readNotice is the public page of one announcement, ready to print.
func (s *Server) readNotice(w http.ResponseWriter, r *http.Request) error {
	number, err := url.PathUnescape(chi.URLParam(r, "number"))
	if err != nil {
		return badParameter(problem.Bad("number", "api.bad_value"))
	}
	a, err := s.Filing.PublicAnnouncement(r.Context(), number)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := a.Document(chinatime.Day(time.Now())).WriteBody(&body); err != nil {
		return err
	}
	return writeNotice(w, r, "notice", noticePage{Title: a.Title, One: a, Paper: template.HTML(body.String())})
}

func writeNotice(w http.ResponseWriter, r *http.Request, name string, page noticePage) error {
	page.Lang = langOf(r.Context())
	t, err := noticeTemplates[name].Clone()
	if err != nil {
		return err
	}
	t.Funcs(template.FuncMap{"say": func(key string, params ...any) string {
		return problem.Say(page.Lang, "filing.public_"+key, params...)
	}})
	var out bytes.Buffer
	if err := t.Execute(&out, page); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(out.Bytes())
	return nil
}

// The parts of an Atom feed (RFC 4287) that announcements need.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published"`
	Author    atomAuthor `xml:"author"`
	Links     []atomLink `xml:"link"`
	Content   atomText   `xml:"content"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

const typeAtom = "application/atom+xml"

// noticeFeed is the feed of the newest announcements.
func (s *Server) noticeFeed(w http.ResponseWriter, r *http.Request) error {
	all, err := s.Filing.Announcements(r.Context(), filing.AnnouncementsQuery{Public: true, Limit: noticesOnPage})
	if err != nil {
		return err
	}
	self := hrefOf(r, "/announcements/feed", nil)
	feed := atomFeed{Lang: string(problem.Chinese), ID: self, Title: problem.Text(problem.Chinese, "filing.public_title", nil), Updated: atomTime(time.Unix(0, 0)),
		Links: []atomLink{{"self", typeAtom, self}, {"alternate", typeHTML, hrefOf(r, "/announcements", nil)}}}
	var newest time.Time
	for _, a := range all[:min(len(all), noticesOnPage)] {
		full, err := s.Filing.Announcement(r.Context(), a.ID)
		if err != nil {
			return err
		}
		entry, err := atomOf(r, full)
		if err != nil {
			return err
		}
		feed.Entries = append(feed.Entries, entry)
		if a.UpdatedAt.After(newest) {
			newest, feed.Updated = a.UpdatedAt, atomTime(a.UpdatedAt)
		}
	}
	text, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", typeAtom+"; charset=utf-8")
	_, _ = w.Write(append([]byte(xml.Header), text...))
	return nil
}

// atomOf is an announcement as an entry of the feed, its text as HTML.
func atomOf(r *http.Request, a filing.Announcement) (atomEntry, error) {
	var body bytes.Buffer
	if err := a.Document(chinatime.Day(time.Now())).WriteBody(&body); err != nil {
		return atomEntry{}, err
	}
	return atomEntry{
		ID: "urn:uuid:" + a.ID.String(), Title: a.Number + " " + a.Title, Updated: atomTime(a.UpdatedAt), Published: atomTime(*a.PublishedAt),
		Author: atomAuthor{a.Issuer}, Content: atomText{"html", body.String()},
		Links: []atomLink{{"alternate", typeHTML, hrefOf(r, "/announcements/"+a.Slug, nil)}},
	}, nil
}

func atomTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// asNotices describes the parameters of the public list.
func asNotices(set *settings) {
	queryParam("year", &huma.Schema{Type: huma.TypeInteger}, "year of publication")(set)
	queryParam("after", anyText, "cursor of the page before")(set)
	produces(typeHTML, anyText)(set)
}
