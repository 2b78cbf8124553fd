package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"cairn/data/attachments"
)

// What the description says of the routes of tus.

var (
	textSchema  = &huma.Schema{Type: huma.TypeString}
	bytesSchema = &huma.Schema{Type: huma.TypeInteger, Format: "int64"}
)

func headerParam(name string, schema *huma.Schema, required bool, doc string) option {
	return func(s *settings) {
		s.op.Parameters = append(s.op.Parameters, &huma.Param{Name: name, In: "header", Required: required, Schema: schema, Description: doc})
	}
}

// tusAnswer describes an answer without a body by its headers.
func tusAnswer(doc string, headers ...string) *huma.Response {
	about := map[string]*huma.Param{
		"Upload-Offset":   {Schema: bytesSchema, Description: "bytes that are stored for good"},
		"Upload-Length":   {Schema: bytesSchema, Description: "bytes of the whole file"},
		"Upload-Metadata": {Schema: textSchema, Description: "as it was announced"},
		"Upload-Expires":  {Schema: textSchema, Description: "when the upload is dropped unless it grows"},
		"Location":        {Schema: textSchema, Description: "address of the upload, later of the attachment"},
		"Tus-Version":     {Schema: textSchema, Description: "versions of tus"},
		"Tus-Extension":   {Schema: textSchema, Description: "extensions of tus"},
		"Tus-Max-Size":    {Schema: bytesSchema, Description: "bytes of the largest file taken"},
		"Tus-Resumable":   {Schema: textSchema, Description: "version of tus"},
	}
	r := &huma.Response{Description: doc, Headers: map[string]*huma.Param{"Tus-Resumable": about["Tus-Resumable"]}}
	for _, name := range headers {
		r.Headers[name] = about[name]
	}
	return r
}

func asTusOptions(s *settings) {
	s.op.DefaultStatus = http.StatusNoContent
	s.op.Responses = map[string]*huma.Response{"204": tusAnswer("What is offered", "Tus-Version", "Tus-Extension", "Tus-Max-Size")}
}

// tusRequest is what every request of tus says.
func tusRequest(s *settings) {
	headerParam("Tus-Resumable", &huma.Schema{Type: huma.TypeString, Enum: []any{tusVersion}}, true, "version of tus; another is 412")(s)
}

func asTusCreate(s *settings) {
	tusRequest(s)
	s.body = 0
	headerParam("Upload-Length", bytesSchema, true, "bytes of the whole file")(s)
	headerParam("Upload-Metadata", textSchema, true, "comma-separated pairs of key and Base64 value: id (UUID made by the client), owner, owner_id, "+
		"filename; and role, filetype, taken_at (RFC 3339), sha256 (hex, of the whole file)")(s)
	s.op.Responses = map[string]*huma.Response{
		"201": tusAnswer("Announced", "Location", "Upload-Offset", "Upload-Expires"),
		"200": tusAnswer("The same upload was announced before; go on from Upload-Offset", "Location", "Upload-Offset", "Upload-Expires"),
	}
}

func asTusHead(s *settings) {
	headerParam("Tus-Resumable", &huma.Schema{Type: huma.TypeString, Enum: []any{tusVersion}}, false, "makes it a question about the upload")(s)
	s.op.Responses = map[string]*huma.Response{"200": tusAnswer("How far it is", "Upload-Offset", "Upload-Length", "Upload-Metadata", "Upload-Expires")}
}

// asTusPatch lets a body be as large as the largest file.
func asTusPatch(u *attachments.Uploads) option {
	return func(s *settings) {
		tusRequest(s)
		headerParam("Upload-Offset", bytesSchema, true, "where the content begins: as many bytes as are stored; another offset is 409")(s)
		if u != nil {
			s.body = u.MaxSize()
		}
		s.op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{tusBody: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
		s.op.Responses = map[string]*huma.Response{"204": tusAnswer("Stored up to Upload-Offset; the file is an attachment when that is its length", "Upload-Offset", "Upload-Expires")}
	}
}
