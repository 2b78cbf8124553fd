package life

import (
	"testing"

	"cairn/data"
	"cairn/data/datatest"
)

// Every query of the package fits the schema.
func TestQueriesFitTheSchema(t *testing.T) {
	t.Parallel()
	conn, err := datatest.New(t).Pool().Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	for name, sql := range data.RegisteredQueries() {
		if _, err := conn.Conn().Prepare(ctx, "", sql); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
