package rounds

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/internal/manifest"
)

// Verify proves the frozen archives of all rounds: the zip against the sum that the database
// holds, and each of its files against the manifest. It gives the number of archives and a
// fault for whatever is missing, altered or added; dir is the folder of the files.
func Verify(ctx context.Context, q data.Querier, dir string) (archives int64, faults []data.Fault, err error) {
	rows, err := q.Query(ctx, queries.Get("archives"))
	if err != nil {
		return 0, nil, err
	}
	type stored struct {
		Round int
		Sum   string
		Size  int64
		Files int
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[stored])
	if err != nil {
		return 0, nil, err
	}
	for _, a := range all {
		if err := ctx.Err(); err != nil {
			return archives, faults, err
		}
		archives++
		fault := func(text string) {
			faults = append(faults, data.Fault{What: "round_archive", ID: strconv.Itoa(a.Round), Text: text})
		}
		path, err := attachments.CheckKept(dir, a.Sum, a.Size)
		if errors.Is(err, fs.ErrNotExist) {
			fault("the archive is missing")
			continue
		}
		if err != nil {
			fault(fmt.Sprint("the archive is not as it was frozen: ", err))
		}
		for _, text := range CheckArchive(path, a.Round, a.Files) {
			fault(text)
		}
	}
	return archives, faults, nil
}

// CheckArchive compares an archive with its own manifest: every file that it names is there
// as it was, there is no other, and it is the archive of the round. It gives what is wrong.
func CheckArchive(path string, round, files int) (faults []string) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return []string{fmt.Sprint("it cannot be read: ", err)}
	}
	defer z.Close()
	var m Manifest
	var found []manifest.File
	seen := map[string]bool{}
	for _, f := range z.File {
		if f.Name == manifestName {
			if err := readManifest(f, &m); err != nil {
				return []string{fmt.Sprint("its manifest cannot be read: ", err)}
			}
			continue
		}
		if seen[f.Name] {
			faults = append(faults, f.Name+" is in it twice")
		}
		seen[f.Name] = true
		is, err := measure(f)
		if err != nil {
			faults = append(faults, fmt.Sprintf("%s cannot be read: %v", f.Name, err))
		}
		found = append(found, is)
	}
	if m.Kind != archiveKind || m.Format != 1 || m.Round != round || len(m.Files) != files {
		faults = append(faults, "its manifest is of another archive")
	}
	return append(faults, manifest.Differences(m.Files, found)...)
}

// mostManifest bounds a manifest, bytes.
const mostManifest = 64 << 20

func readManifest(f *zip.File, m *Manifest) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, mostManifest))
	if err != nil {
		return err
	}
	return json.Unmarshal(text, m)
}

func measure(f *zip.File) (manifest.File, error) {
	r, err := f.Open()
	if err != nil {
		return manifest.File{}, err
	}
	defer r.Close()
	return manifest.Measure(f.Name, r)
}
