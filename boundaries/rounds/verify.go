package rounds

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/attachments"
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
	found := map[string]ManifestFile{}
	var m Manifest
	for _, f := range z.File {
		if f.Name == manifestName {
			if err := readManifest(f, &m); err != nil {
				return []string{fmt.Sprint("its manifest cannot be read: ", err)}
			}
			continue
		}
		if _, twice := found[f.Name]; twice {
			faults = append(faults, f.Name+" is in it twice")
		}
		is, err := summed(f)
		if err != nil {
			faults = append(faults, fmt.Sprintf("%s cannot be read: %v", f.Name, err))
		}
		found[f.Name] = is
	}
	if m.Kind != archiveKind || m.Format != 1 || m.Round != round || len(m.Files) != files {
		faults = append(faults, "its manifest is of another archive")
	}
	for _, want := range m.Files {
		is, there := found[want.Path]
		switch {
		case !there:
			faults = append(faults, want.Path+" is missing")
		case is != want:
			faults = append(faults, want.Path+" differs from the manifest")
		}
		delete(found, want.Path)
	}
	for path := range found {
		faults = append(faults, path+" is not in the manifest")
	}
	return faults
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

func summed(f *zip.File) (ManifestFile, error) {
	r, err := f.Open()
	if err != nil {
		return ManifestFile{}, err
	}
	defer r.Close()
	h := sha256.New()
	n, err := io.Copy(h, r)
	return ManifestFile{Path: f.Name, Size: n, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}
