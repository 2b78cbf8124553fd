package attachments

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// upload is an unfinished upload as it is written down beside its bytes.
type upload struct {
	New
	By    actor.Actor `json:"by"`
	Begun time.Time   `json:"begun"`
}

// incoming is the folder of unfinished uploads: <id>.json says what <id>.part will be.
type incoming string

func incomingOf(dir string) incoming { return incoming(filepath.Join(dir, Incoming)) }

func (d incoming) info(id uuid.UUID) string { return filepath.Join(string(d), id.String()+".json") }
func (d incoming) part(id uuid.UUID) string { return filepath.Join(string(d), id.String()+".part") }

// write keeps what an upload is to be, for good.
func (d incoming) write(up upload) error {
	if err := makeDir(string(d)); err != nil {
		return err
	}
	text, err := json.Marshal(up)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(string(d), "info-*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // gone already when all went well
	defer file.Close()
	if _, err := file.Write(text); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), d.info(up.ID)); err != nil {
		return err
	}
	return syncDir(string(d))
}

// state is how far an upload is: what is on disk counts.
func (d incoming) state(up upload, expiry time.Duration) (State, error) {
	st := State{New: up.New}
	info, err := os.Stat(d.part(up.ID))
	touched := up.Begun
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return st, err
	default:
		st.Offset = info.Size()
		touched = info.ModTime()
	}
	st.Expires = touched.Add(expiry)
	return st, nil
}

// drop removes an upload: first what says that there is one.
func (d incoming) drop(id uuid.UUID) error {
	for _, path := range []string{d.info(id), d.part(id)} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// read lists the uploads of the folder; one that cannot be read is none.
func (d incoming) read() (map[uuid.UUID]upload, error) {
	all := map[uuid.UUID]upload{}
	entries, err := os.ReadDir(string(d))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		id, err := uuid.Parse(strings.TrimSuffix(e.Name(), ".json"))
		if err != nil || filepath.Ext(e.Name()) != ".json" {
			continue
		}
		text, err := os.ReadFile(d.info(id))
		if err != nil {
			return nil, err
		}
		var up upload
		if json.Unmarshal(text, &up) == nil && up.ID == id {
			all[id] = up
		}
	}
	return all, nil
}

// tidy removes what no upload owns and nobody has touched for the time: leftovers of a
// process that was killed.
func (d incoming) tidy(known map[uuid.UUID]upload, age time.Duration) error {
	entries, err := os.ReadDir(string(d))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			continue // gone meanwhile
		}
		id, _ := uuid.Parse(strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())))
		if _, ok := known[id]; ok || time.Since(info.ModTime()) < age {
			continue
		}
		if err := os.RemoveAll(filepath.Join(string(d), e.Name())); err != nil {
			return err
		}
	}
	return nil
}
