package api

import (
	"io"
	"net/http"
	"time"
)

// Bounds of lingering: what is left of a body is read and thrown away up to lingerBytes
// or for lingerTime, whichever comes first; up to shortBody net/http does it by itself.
const (
	shortBody   = 256 << 10
	lingerBytes = 2 << 30
	lingerTime  = 30 * time.Second
)

// linger lets a client that sends its whole body before it reads see why the body was
// refused: an answer followed by a closed connection would reach it as a reset.
func linger(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := r.Body
		long := r.ProtoMajor == 1 && (r.ContentLength < 0 || r.ContentLength > shortBody) && r.Header.Get("Expect") == ""
		control := http.NewResponseController(w)
		if !long || control.EnableFullDuplex() != nil {
			next.ServeHTTP(w, r)
			return
		}
		r.Body = io.NopCloser(body) // whoever refuses it may close it
		next.ServeHTTP(w, r)
		if control.Flush() == nil && control.SetReadDeadline(time.Now().Add(lingerTime)) == nil {
			_, _ = io.CopyN(io.Discard, body, lingerBytes) // what fails here fails after the answer
		}
	})
}
