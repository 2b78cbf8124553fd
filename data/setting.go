package data

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

//go:embed sql/setting.sql
var settingSQL string

//go:embed sql/schema_version.sql
var schemaVersionSQL string

// Setting reads a fact of this installation into the value; false when it is not set.
func Setting(ctx context.Context, q Querier, key string, into any) (bool, error) {
	var text []byte
	err := q.QueryRow(ctx, settingSQL, key).Scan(&text)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, Problem(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return false, fmt.Errorf("setting %s: %w", key, err)
	}
	return true, nil
}

// AppliedVersion is the newest step of the schema that the database has.
func AppliedVersion(ctx context.Context, q Querier) (int, error) {
	var version int
	err := q.QueryRow(ctx, schemaVersionSQL).Scan(&version)
	return version, Problem(err)
}
