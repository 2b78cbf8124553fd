package api

import (
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"cairn/internal/problem"
)

// pacedBody is the body of a large upload: instead of one deadline for all of it, each
// piece has to come within the idle time, and the whole within the upload's. Another
// request of the same client may break it off.
type pacedBody struct {
	body    io.Reader
	control *http.ResponseController
	idle    time.Duration
	until   time.Time

	mu      sync.Mutex
	stopped bool
}

func newPacedBody(w http.ResponseWriter, r *http.Request, limits Limits) *pacedBody {
	return &pacedBody{body: r.Body, control: http.NewResponseController(w), idle: limits.UploadIdle,
		until: time.Now().Add(limits.UploadTimeout)}
}

// Read gives the next piece. Errors: io.EOF; problem.Locked after interrupt,
// problem.TooSlow, problem.TooLarge, and problem.Malformed when the connection breaks off.
func (b *pacedBody) Read(p []byte) (int, error) {
	if !b.wind() {
		return 0, brokenOff()
	}
	n, err := b.body.Read(p)
	var large *http.MaxBytesError
	var network net.Error
	switch {
	case err == nil, err == io.EOF, errors.As(err, &large):
	case b.isStopped():
		err = brokenOff()
	case errors.As(err, &network) && network.Timeout():
		err = problem.New(problem.TooSlow, "api.body_too_slow").With(err)
	default:
		err = problem.New(problem.Malformed, "api.body_broken_off").With(err)
	}
	return n, err
}

// wind sets the deadline of the next piece; false when there is to be none.
func (b *pacedBody) wind() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	deadline := time.Now().Add(b.idle)
	if deadline.After(b.until) {
		deadline = b.until
	}
	if !b.stopped {
		_ = b.control.SetReadDeadline(deadline) // not every test writer can
	}
	return !b.stopped
}

func (b *pacedBody) isStopped() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stopped
}

// interrupt ends a waiting Read and all that follow.
func (b *pacedBody) interrupt() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
	_ = b.control.SetReadDeadline(time.Now()) // not every test writer can
}

func brokenOff() error { return problem.New(problem.Locked, "attachments.locked") }
