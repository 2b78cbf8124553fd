package api

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"cairn/data/attachments"
	"cairn/internal/problem"
)

// The tus 1.0 protocol (https://tus.io/protocols/resumable-upload): a file is announced by
// POST, sent by PATCH from an offset, and gone on with from where HEAD says it ends.
const (
	tusVersion    = "1.0.0"
	tusExtensions = "creation,expiration,termination"
	tusBody       = "application/offset+octet-stream"
)

// tusResumable gives every answer to a tus client its version, refusals too.
func tusResumable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isUpload(r.URL.Path) && r.Header.Get("Tus-Resumable") != "" {
			w.Header().Set("Tus-Resumable", tusVersion)
			w.Header().Set("Tus-Version", tusVersion)
			if method := r.Header.Get("X-HTTP-Method-Override"); r.Method == http.MethodPost && overridable(method) {
				r = r.WithContext(r.Context())
				r.Method = method
			}
		}
		next.ServeHTTP(w, r)
	})
}

// overridable are the methods that tus lets a client behind an old proxy say in a header.
func overridable(method string) bool {
	return method == http.MethodPatch || method == http.MethodHead || method == http.MethodDelete
}

func isUpload(path string) bool {
	const root = "/attachments"
	return len(path) >= len(root) && path[:len(root)] == root
}

// checkTus refuses other versions of the protocol.
func checkTus(r *http.Request) error {
	if r.Header.Get("Tus-Resumable") != tusVersion {
		return wrongTus()
	}
	return nil
}

func wrongTus() error {
	return problem.New(problem.Stale, "attachments.tus_version", "version", tusVersion)
}

func (s *Server) uploadOptions(w http.ResponseWriter, _ *http.Request) error {
	h := w.Header()
	h.Set("Tus-Resumable", tusVersion)
	h.Set("Tus-Version", tusVersion)
	h.Set("Tus-Extension", tusExtensions)
	h.Set("Tus-Max-Size", strconv.FormatInt(s.Uploads.MaxSize(), 10))
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// createUpload announces a file: 201, or 200 for the same one again.
func (s *Server) createUpload(w http.ResponseWriter, r *http.Request) error {
	if err := checkTus(r); err != nil {
		return err
	}
	n, err := readAnnouncement(r.Header)
	if err != nil {
		return err
	}
	st, created, err := s.Uploads.Create(r.Context(), actorOf(r.Context()), n)
	if err != nil {
		return err
	}
	s.showState(w, st)
	w.Header().Set("Location", "/attachments/"+st.ID.String())
	if created {
		w.WriteHeader(http.StatusCreated)
	}
	return nil
}

// headUpload says how far an upload is; without the header of tus it is the HEAD of the file.
func (s *Server) headUpload(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Tus-Resumable") == "" {
		return s.readAttachment(w, r)
	}
	if err := errors.Join(s.allow(r, signedIn()), checkTus(r)); err != nil {
		return err
	}
	id, err := pathID(r)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	s.allowTime(w)
	st, err := s.Uploads.Head(r.Context(), actorOf(r.Context()), id)
	if err != nil {
		return err
	}
	s.showState(w, st)
	w.Header().Set("Upload-Length", strconv.FormatInt(st.Size, 10))
	w.Header().Set("Upload-Metadata", writeMetadata(st.New))
	return nil
}

// appendUpload takes in what follows the offset; the answer to the last byte says whether
// the file is good.
func (s *Server) appendUpload(w http.ResponseWriter, r *http.Request) error {
	if err := checkTus(r); err != nil {
		return err
	}
	id, err := pathID(r)
	if err != nil {
		return err
	}
	if r.Header.Get("Content-Type") != tusBody {
		return problem.New(problem.BadType, "attachments.body_type")
	}
	offset, err := readBytes(r.Header, "Upload-Offset")
	if err != nil {
		return err
	}
	body := newPacedBody(w, r, s.Limits)
	s.allowTime(w)
	st, err := s.Uploads.Append(r.Context(), actorOf(r.Context()), id, offset,
		attachments.Body{Reader: body, Length: r.ContentLength, Interrupt: body.interrupt})
	if err != nil {
		return err
	}
	s.showState(w, st)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// allowTime puts off the deadline of the answer: a large file may be long on its way, and
// its scan takes time.
func (s *Server) allowTime(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.Limits.UploadTimeout + s.Limits.WriteTimeout)) // not every test writer can
}

func (s *Server) showState(w http.ResponseWriter, st attachments.State) {
	w.Header().Set("Upload-Offset", strconv.FormatInt(st.Offset, 10))
	if !st.Done {
		w.Header().Set("Upload-Expires", st.Expires.UTC().Format(http.TimeFormat))
	}
}

// readBytes is a header that counts bytes. Error: problem.BadParameter.
func readBytes(h http.Header, name string) (int64, error) {
	text := h.Get(name)
	n, err := strconv.ParseUint(text, 10, 62)
	if err != nil || fmt.Sprint(n) != text {
		return 0, badParameter(problem.Bad(name, "attachments.bad_header"))
	}
	return int64(n), nil
}
