package api

import (
	"github.com/prometheus/client_golang/prometheus"

	"cairn/data/attachments"
)

// watchUploads shows how uploads fare.
func (m *metrics) watchUploads(u *attachments.Uploads) {
	counter := func(name, help string, value func(attachments.Stats) uint64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(value(u.Stats())) })
	}
	gauge := func(name, help string, value func(attachments.Stats) int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value(u.Stats())) })
	}
	m.registry.MustRegister(
		gauge("cairn_uploads_open", "Unfinished uploads.", func(s attachments.Stats) int { return s.Open }),
		gauge("cairn_uploads_receiving", "Requests that receive a file now.", func(s attachments.Stats) int { return s.Receiving }),
		counter("cairn_uploads_bytes_total", "Bytes of files received.", func(s attachments.Stats) uint64 { return s.Bytes }),
		counter("cairn_uploads_stored_total", "Files that became attachments.", func(s attachments.Stats) uint64 { return s.Stored }),
		counter("cairn_uploads_refused_total", "Whole files found bad.", func(s attachments.Stats) uint64 { return s.Refused }))
}
