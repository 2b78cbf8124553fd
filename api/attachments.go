package api

import (
	"context"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/internal/problem"
)

// Files come from people: a browser that opens one may run nothing in it.
const filePolicy = "default-src 'none'; sandbox"

type listAttachmentsInput struct {
	Owner   string `query:"owner" required:"true" maxLength:"40" doc:"kind of record" example:"place"`
	OwnerID string `query:"owner_id" required:"true" maxLength:"100" doc:"id or code of the record"`
	Removed bool   `query:"removed" doc:"with removed ones, for those who may write the record"`
}

type attachmentsBody struct {
	Body struct {
		Items []attachments.Meta `json:"items"`
	}
}

func (s *Server) listAttachments(ctx context.Context, in *listAttachmentsInput) (*attachmentsBody, error) {
	items, err := s.Attachments.ListFor(ctx, actorOf(ctx), in.Owner, in.OwnerID, in.Removed)
	out := &attachmentsBody{}
	if p := problem.As(err); p != nil && p.Kind == problem.Invalid {
		err = badParameter(p.Fields...)
	}
	coarseFiles(ctx, items)
	if out.Body.Items = items; items == nil {
		out.Body.Items = []attachments.Meta{}
	}
	return out, err
}

// AttachmentID is embedded where an attachment is named.
type AttachmentID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type attachmentBody struct {
	ETag string `header:"ETag"`
	Body struct {
		attachments.Meta
		MayWrite bool `json:"may_write" doc:"may the reader add to the record, and see the original?"`
	}
}

func (s *Server) readAttachmentMeta(ctx context.Context, in *struct{ AttachmentID }) (*attachmentBody, error) {
	m, writer, err := s.Attachments.GetFor(ctx, actorOf(ctx), in.ID)
	out := &attachmentBody{ETag: contentTag([]byte(m.SHA256 + m.State + m.RemovedBy))}
	one := []attachments.Meta{m}
	coarseFiles(ctx, one)
	out.Body.Meta, out.Body.MayWrite = one[0], writer
	return out, err
}

type removeAttachmentInput struct {
	AttachmentID
	Reason string `query:"reason" maxLength:"2000" doc:"why; goes to the history"`
	Tus    string `header:"Tus-Resumable" doc:"set by tus clients, which mean an unfinished upload: that is dropped"`
}

type tusHeader struct {
	Tus string `header:"Tus-Resumable"`
}

// removeAttachment marks an attachment as removed; for tus clients it drops an upload.
func (s *Server) removeAttachment(ctx context.Context, in *removeAttachmentInput) (*tusHeader, error) {
	if in.Tus == "" {
		return nil, s.Attachments.Remove(ctx, changeBy(ctx, in.Reason), in.ID)
	}
	if in.Tus != tusVersion {
		return nil, wrongTus()
	}
	return &tusHeader{tusVersion}, s.Uploads.Abort(ctx, actorOf(ctx), in.ID)
}

// asFile describes the content of an attachment.
func asFile(s *settings) {
	for _, mediaType := range attachments.MediaTypes() {
		produces(mediaType, &huma.Schema{Type: huma.TypeString, Format: "binary"})(s)
	}
	queryParam("size", &huma.Schema{Type: huma.TypeString, Enum: []any{attachments.Thumb, attachments.Web, attachments.Original}},
		"form of an image: thumb, web (default) or original, which is for those who may write the record; other files have one form")(s)
	queryParam("download", &huma.Schema{Type: huma.TypeBoolean}, "to be saved, not shown")(s)
	s.op.Responses["206"] = &huma.Response{Description: "The part that Range asks for"}
	s.op.Responses["304"] = &huma.Response{Description: "The file is still the one of If-None-Match"}
}

// readAttachment answers with a file, or the parts of it that Range asks for.
func (s *Server) readAttachment(w http.ResponseWriter, r *http.Request) error {
	if err := onlyParams(r, "size", "download"); err != nil {
		return err
	}
	id, err := pathID(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	size := query.Get("size")
	if size == "" {
		size = attachments.Web
	}
	if !slices.Contains(attachments.Sizes, size) {
		return badParameter(problem.Bad("size", "problem.unknown_value", "allowed", strings.Join(attachments.Sizes, ", ")))
	}
	if d := query.Get("download"); d != "" && d != "true" && d != "false" {
		return badParameter(problem.Bad("download", "api.not_boolean"))
	}
	file, m, err := s.Attachments.OpenFor(r.Context(), actorOf(r.Context()), id, size)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := s.showOriginal(r.Context(), m, size); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", file.MediaType)
	h.Set("Content-Disposition", disposition(m.FileName(file.MediaType), file.MediaType, query.Get("download") == "true"))
	h.Set("Content-Security-Policy", filePolicy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("ETag", `"`+file.SHA256+`"`)
	http.ServeContent(w, r, "", m.CreatedAt, file)
	return nil
}

// pathID is the id of the path. Error: problem.BadParameter.
func pathID(r *http.Request) (uuid.UUID, error) {
	text := chi.URLParam(r, "id")
	id, err := uuid.Parse(text)
	if err != nil || len(text) != 36 {
		return id, badParameter(problem.Bad("id", "api.bad_uuid"))
	}
	return id, nil
}

// disposition names a file for saving (RFC 6266 with the encoding of RFC 5987, and a plain
// name for old readers). Images and recordings are shown in place, documents saved: their
// viewers would run in this site.
func disposition(name, mediaType string, download bool) string {
	kind := "attachment"
	if !download && (strings.HasPrefix(mediaType, "image/") || strings.HasPrefix(mediaType, "audio/")) {
		kind = "inline"
	}
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\%`, r) {
			return '_'
		}
		return r
	}, name)
	text := mime.FormatMediaType(kind, map[string]string{"filename": plain})
	if plain != name {
		text += "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	}
	return text
}
