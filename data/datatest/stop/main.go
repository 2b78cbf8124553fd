// Command stop ends the cluster that tests share, after a run of them.
package main

import (
	"context"
	"fmt"
	"os"

	"cairn/data/cluster"
	"cairn/data/datatest"
)

func main() {
	if err := cluster.StopAt(context.Background(), datatest.Dir()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
