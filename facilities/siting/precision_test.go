package siting_test

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/facilities/facilitytest"
	"cairn/facilities/siting"
	"cairn/internal/problem"
)

// Facilities in an answer say how their position was found, and the answer does not depend on it.
func TestFacilitiesOfAnAnswerShowTheirPrecision(t *testing.T) {
	k := newKit(t)
	ask := siting.Ask{Kind: "township_cemetery", AsOf: "2020-12-31", Method: "next", Sites: 2, Candidates: siting.Candidates{From: "facilities"}}
	first := k.now(ask)
	facilitytest.Write(t, k.db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE facility SET precision = 'village' WHERE kind = 'township_cemetery'`)
		return err
	})
	run := k.now(ask)
	if run.State != siting.Done || len(run.Answer.Sites) != 2 || run.Answer.Sites[0].Precision != "village" || first.Answer.Sites[0].Precision == "village" {
		t.Fatalf("%s %+v", run.State, run.Answer)
	}
	if run.Versions.Candidates != first.Versions.Candidates || run.Versions.Fixed != first.Versions.Fixed || first.Versions.Fixed == "" {
		t.Errorf("other digests: %+v, %+v", run.Versions, first.Versions)
	}
	list, err := k.store.CandidatesOf(k.ctx, &run)
	if err != nil || list.List[0].Precision != "village" {
		t.Fatalf("%v: %+v", err, list)
	}
	in, err := k.store.Inputs(k.ctx, run.ID)
	if err != nil {
		t.Fatal(err)
	}
	var csv, features strings.Builder
	if err := list.WriteCSV(&csv, problem.Chinese); err != nil || !strings.Contains(csv.String(), ",定位到村\n") {
		t.Errorf("%v: %s", err, csv.String())
	}
	if err := siting.WriteResult(&features, &run, in); err != nil || !strings.Contains(features.String(), `"precision":"village","role":"existing"`) {
		t.Errorf("%v: %s", err, features.String())
	}
	rows := run.Workbook(in, "张三", facilitytest.Day("2022-01-01").Time(), problem.Chinese).Sheets[0].Rows
	if last := rows[len(rows)-1]; last[len(last)-1].Value != "定位到村" {
		t.Errorf("%+v", last)
	}
}
