package attachments

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// Verify compares every file that an attachment names, forms for readers too, with its
// size and sum: none may be missing or altered. It gives the number of files and a fault
// for each bad one; dir is the folder of the files.
func Verify(ctx context.Context, q data.Querier, dir string) (files int64, faults []data.Fault, err error) {
	rows, err := q.Query(ctx, queries.Get("stored"))
	if err != nil {
		return 0, nil, err
	}
	type stored struct {
		Sum  string
		Size int64
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[stored])
	if err != nil {
		return 0, nil, err
	}
	for _, f := range all {
		if err := ctx.Err(); err != nil {
			return files, faults, err
		}
		files++
		err := blobs{dir}.check(f.Sum, f.Size)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			faults = append(faults, data.Fault{What: "attachment", ID: f.Sum, Text: "the file is missing"})
		case err != nil:
			faults = append(faults, data.Fault{What: "attachment", ID: f.Sum, Text: fmt.Sprint("the file is not as it was stored: ", err)})
		}
	}
	return files, faults, nil
}
