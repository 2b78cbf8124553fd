package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"cairn/data/datatest"
	"cairn/internal/actor"
)

// The rights as the office states them, apart from the program's own table: who may call
// each route. Records are in the county 532601; writers of another county may not touch
// them.

// rights of a route: one of the four is set.
type rights struct {
	open    bool         // everybody, signed in or not
	layer   string       // every account; everybody when the layer is public
	account bool         // every account, never nobody
	roles   []actor.Role // these roles; as writers only in their own area
	write   func(*place) attempt
	begun   bool // who began it and nobody else: judged in a test of its own
	quiet   bool // a write that changes no record yet
	hidden  bool // records of other areas are not there for writers: 404
	wide    bool // writers need the whole prefecture for their own: what they write holds for all of it
}

// attempt is a request that would change a record of the own area.
type attempt struct {
	path    string // "" is the route's own
	body    any
	version int64  // for If-Match; 0 for none
	media   string // of the body; "" for JSON
	headers []string
	claim   func(client) // makes the client the author first, where only authors may
}

// prepared is the attempt, made ready for the client.
func (a attempt) prepared(c client) attempt {
	if a.claim != nil && c.token != "" {
		a.claim(c)
	}
	return a
}

var (
	placeEditors   = []actor.Role{actor.Reviewer, actor.Admin} // others propose change sets
	placeReporters = []actor.Role{actor.Clerk, actor.Officer, actor.Reviewer, actor.Admin}
	nameTenders    = []actor.Role{actor.Officer, actor.Reviewer, actor.Admin}
	markerEditors  = []actor.Role{actor.Inspector, actor.Reviewer, actor.Admin}
	planners       = []actor.Role{actor.Clerk, actor.Planner, actor.Admin}
	plannersOnly   = []actor.Role{actor.Planner, actor.Admin}
	inspectors     = []actor.Role{actor.Clerk, actor.Inspector, actor.Reviewer, actor.Admin}
	disputeReaders = []actor.Role{actor.Inspector, actor.Reviewer, actor.Auditor, actor.Admin}
	admins         = []actor.Role{actor.Admin}
)

var routeRights = map[string]rights{
	"GET /healthz": {open: true},
	"GET /readyz":  {open: true},
	"GET /metrics": {roles: admins},
	"GET /app":     {open: true},
	"GET /app/*":   {open: true},

	"GET /session":          {open: true},
	"POST /session":         {open: true},
	"DELETE /session":       {open: true},
	"PUT /session/password": {open: true},

	"GET /accounts":                           {roles: admins},
	"POST /accounts":                          {roles: admins, write: newAccount},
	"GET /accounts/{id}":                      {roles: admins, write: account("")},
	"PATCH /accounts/{id}":                    {roles: admins, write: account("")},
	"POST /accounts/{id}/password":            {roles: admins, write: account("/password")},
	"GET /accounts/{id}/tokens":               {roles: admins, write: account("/tokens")},
	"POST /accounts/{id}/tokens":              {roles: admins, write: newToken},
	"DELETE /accounts/{id}/tokens/{token_id}": {roles: admins, write: token},
	"GET /webhooks":                           {roles: admins},
	"POST /webhooks":                          {roles: admins, write: newHookBody},
	"GET /webhooks/{id}":                      {roles: admins, write: webhook},
	"PATCH /webhooks/{id}":                    {roles: admins, write: webhook},
	"DELETE /webhooks/{id}":                   {roles: admins, write: webhook},
	"GET /audit":                              {roles: []actor.Role{actor.Auditor, actor.Admin}},
	"GET /audit/exact-reads":                  {roles: []actor.Role{actor.Auditor, actor.Admin}},

	"GET /gazetteer/entries":                            {layer: "places"},
	"POST /gazetteer/entries":                           {roles: placeEditors, write: newEntry},
	"GET /gazetteer/entries/{id}":                       {layer: "places"},
	"PATCH /gazetteer/entries/{id}":                     {roles: placeEditors, write: entry},
	"DELETE /gazetteer/entries/{id}":                    {roles: placeEditors, write: entry},
	"GET /gazetteer/changes":                            {account: true},
	"POST /gazetteer/changes":                           {roles: nameTenders, write: newSet},
	"GET /gazetteer/changes/{id}":                       {account: true},
	"PATCH /gazetteer/changes/{id}":                     {roles: nameTenders, write: setAt(0, "", map[string]any{"title": "改"}, true)},
	"GET /gazetteer/changes/{id}/items":                 {account: true},
	"POST /gazetteer/changes/{id}/items":                {roles: nameTenders, write: moreItems},
	"GET /gazetteer/changes/{id}/items/{item}":          {account: true},
	"PATCH /gazetteer/changes/{id}/items/{item}":        {roles: nameTenders, write: setAt(0, "/items/{item}", map[string]any{"reason": "改"}, true)},
	"DELETE /gazetteer/changes/{id}/items/{item}":       {roles: nameTenders, write: setAt(0, "/items/{item}", nil, true)},
	"POST /gazetteer/changes/{id}/items/{item}/verdict": {roles: placeEditors, write: setAt(1, "/items/{item}/verdict", map[string]any{"verdict": "accepted"}, false)},
	"POST /gazetteer/changes/{id}/items/{item}/resolve": {roles: nameTenders, write: conflicting},
	"POST /gazetteer/changes/{id}/submit":               {roles: nameTenders, write: setAt(0, "/submit", map[string]any{"reason": "x"}, true)},
	"POST /gazetteer/changes/{id}/sample":               {roles: placeEditors, write: setAt(1, "/sample", map[string]any{"size": 1}, false)},
	"POST /gazetteer/changes/{id}/accept-rest":          {roles: placeEditors, write: sampled},
	"POST /gazetteer/changes/{id}/accept":               {roles: placeEditors, write: setAt(1, "/accept", map[string]any{"reason": "x"}, false)},
	"POST /gazetteer/changes/{id}/return":               {roles: placeEditors, write: setAt(1, "/return", map[string]any{"reason": "x"}, false)},
	"POST /gazetteer/changes/{id}/withdraw":             {roles: nameTenders, write: setAt(1, "/withdraw", map[string]any{"reason": "x"}, true)},
	"POST /gazetteer/changes/{id}/publish":              {roles: placeEditors, write: setAt(2, "/publish", map[string]any{"reason": "x"}, false)},
	"POST /gazetteer/changes/{id}/revert":               {roles: nameTenders, write: setAt(3, "/revert", map[string]any{"reason": "x"}, false)},
	"POST /gazetteer/entries/{id}/reports":              {roles: placeReporters, write: newReport},
	"GET /gazetteer/reports":                            {roles: placeReporters},
	"GET /gazetteer/reports/{id}":                       {roles: placeReporters, write: report("")},
	"POST /gazetteer/reports/{id}/close":                {roles: nameTenders, write: report("/close")},

	"GET /gazetteer/entries/{id}/history": {account: true},
	"GET /gazetteer/classes":              {layer: "places"},
	"GET /gazetteer/search":               {layer: "places"},
	"GET /gazetteer/suggest":              {layer: "places"},
	"GET /gazetteer/statistics":           {layer: "places"},

	"GET /gazetteer/romanize":           {layer: "places"},
	"GET /gazetteer/romanize/fits":      {layer: "places"},
	"GET /gazetteer/readings":           {account: true},
	"POST /gazetteer/readings":          {roles: nameTenders, write: newReading},
	"GET /gazetteer/readings/{id}":      {account: true},
	"PUT /gazetteer/readings/{id}":      {roles: nameTenders, write: readingRecord},
	"DELETE /gazetteer/readings/{id}":   {roles: nameTenders, write: readingRecord},
	"PUT /gazetteer/classes":            {roles: placeEditors, write: classTable, wide: true},
	"PUT /gazetteer/classes.csv":        {roles: placeEditors, write: classFile, wide: true},
	"POST /gazetteer/codes":             {roles: nameTenders, write: codesOfArea},
	"GET /gazetteer/codes/{code}":       {layer: "places"},
	"POST /gazetteer/entries/{id}/code": {roles: nameTenders, write: codeOfEntry},

	"GET /gazetteer/check":                        {layer: "places"},
	"POST /gazetteer/check":                       {account: true},
	"GET /gazetteer/rules":                        {account: true},
	"PUT /gazetteer/rules/{code}":                 {roles: placeEditors, write: namingRule, wide: true},
	"GET /gazetteer/rules/words":                  {account: true},
	"POST /gazetteer/rules/words":                 {roles: placeEditors, write: newWord, wide: true},
	"PUT /gazetteer/rules/words/{id}":             {roles: placeEditors, write: word, wide: true},
	"DELETE /gazetteer/rules/words/{id}":          {roles: placeEditors, write: word, wide: true},
	"GET /gazetteer/rules/words.csv":              {account: true},
	"POST /gazetteer/rules/words.csv":             {roles: placeEditors, write: wordList, wide: true},
	"GET /gazetteer/rules/generics":               {account: true},
	"POST /gazetteer/rules/generics":              {roles: placeEditors, write: newGeneric, wide: true},
	"PUT /gazetteer/rules/generics/{id}":          {roles: placeEditors, write: generic, wide: true},
	"DELETE /gazetteer/rules/generics/{id}":       {roles: placeEditors, write: generic, wide: true},
	"GET /gazetteer/rules/generics.csv":           {account: true},
	"POST /gazetteer/rules/generics.csv":          {roles: placeEditors, write: genericList, wide: true},
	"GET /gazetteer/rules/scopes":                 {account: true},
	"POST /gazetteer/rules/scopes":                {roles: placeEditors, write: newScope, wide: true},
	"PUT /gazetteer/rules/scopes/{id}":            {roles: placeEditors, write: scope, wide: true},
	"DELETE /gazetteer/rules/scopes/{id}":         {roles: placeEditors, write: scope, wide: true},
	"GET /gazetteer/rules/scopes.csv":             {account: true},
	"POST /gazetteer/rules/scopes.csv":            {roles: placeEditors, write: scopeList, wide: true},
	"GET /gazetteer/rules/built-up-areas":         {account: true},
	"POST /gazetteer/rules/built-up-areas":        {roles: placeEditors, write: newBuiltUp, wide: true},
	"PUT /gazetteer/rules/built-up-areas/{id}":    {roles: placeEditors, write: builtUp, wide: true},
	"DELETE /gazetteer/rules/built-up-areas/{id}": {roles: placeEditors, write: builtUp, wide: true},
	"GET /gazetteer/rules/built-up-areas.csv":     {account: true},
	"POST /gazetteer/rules/built-up-areas.csv":    {roles: placeEditors, write: builtUpList, wide: true},

	"GET /gazetteer/cleanup":              {account: true},
	"GET /gazetteer/cleanup.xlsx":         {account: true},
	"GET /gazetteer/cleanup/totals":       {account: true},
	"POST /gazetteer/cleanup/run":         {roles: nameTenders, write: cleanupRun},
	"POST /gazetteer/cleanup/judge":       {roles: nameTenders, write: cleanupRows},
	"GET /gazetteer/cleanup/{id}":         {account: true},
	"POST /gazetteer/cleanup/{id}/judge":  {roles: nameTenders, write: cleanupRow("/judge", map[string]any{"verdict": "to_rectify"})},
	"POST /gazetteer/cleanup/{id}/rename": {roles: nameTenders, write: cleanupRow("/rename", map[string]any{"name": "新名字寨"})},

	"GET /gazetteer/ledger":                        {account: true},
	"GET /gazetteer/ledger/totals":                 {account: true},
	"POST /gazetteer/ledger/national":              {roles: nameTenders, write: nationalNote},
	"GET /gazetteer/entries/{id}/card":             {account: true},
	"GET /gazetteer/clocks":                        {account: true},
	"GET /gazetteer/approvals":                     {account: true},
	"GET /gazetteer/approvals/{id}":                {account: true},
	"POST /gazetteer/approvals/{id}/file":          {roles: nameTenders, write: newFiling},
	"POST /gazetteer/approvals/{id}/unfile":        {roles: placeEditors, write: unfiling},
	"GET /gazetteer/approvals/{id}/papers/{paper}": {account: true},
	"GET /gazetteer/approvals/{id}/package.zip":    {roles: nameTenders, write: approvalRead("/package.zip")},
	"GET /gazetteer/announcements":                 {account: true},
	"POST /gazetteer/announcements":                {roles: nameTenders, write: newAnnouncement},
	"GET /gazetteer/announcements/{id}":            {account: true},
	"PATCH /gazetteer/announcements/{id}":          {roles: nameTenders, write: announcementDraft("", map[string]any{"title": "公告"})},
	"DELETE /gazetteer/announcements/{id}":         {roles: nameTenders, write: announcementDraft("", nil)},
	"POST /gazetteer/announcements/{id}/publish":   {roles: nameTenders, write: announcementDraft("/publish", map[string]any{})},
	"GET /gazetteer/announcements/{id}/paper":      {account: true},
	"GET /gazetteer/filing/settings/{area}":        {account: true},
	"PUT /gazetteer/filing/settings/{area}":        {roles: placeEditors, write: bureauSettings},
	"GET /announcements":                           {layer: "announcements"},
	"GET /announcements/feed":                      {layer: "announcements"},
	"GET /announcements/{number}":                  {layer: "announcements"},

	"GET /gazetteer/reviews":                           {account: true},
	"POST /gazetteer/reviews":                          {roles: nameTenders, write: newReview},
	"GET /gazetteer/reviews/checks":                    {account: true},
	"POST /gazetteer/reviews/checks":                   {roles: placeEditors, write: newQualityCheck, wide: true},
	"PUT /gazetteer/reviews/checks/{id}":               {roles: placeEditors, write: qualityCheck, wide: true},
	"DELETE /gazetteer/reviews/checks/{id}":            {roles: placeEditors, write: qualityCheck, wide: true},
	"GET /gazetteer/reviews/{id}":                      {account: true},
	"POST /gazetteer/reviews/{id}/look":                {roles: nameTenders, write: review("/look")},
	"POST /gazetteer/reviews/{id}/close":               {roles: nameTenders, write: review("/close")},
	"GET /gazetteer/reviews/{id}/items":                {account: true},
	"GET /gazetteer/reviews/{id}/items.xlsx":           {account: true},
	"POST /gazetteer/reviews/{id}/items/{item}/accept": {roles: nameTenders, write: reviewItem},

	"GET /gazetteer/signs":               {account: true},
	"POST /gazetteer/signs":              {roles: nameTenders, write: newSign},
	"GET /gazetteer/signs.xlsx":          {account: true},
	"GET /gazetteer/signs/{id}":          {account: true},
	"PATCH /gazetteer/signs/{id}":        {roles: nameTenders, write: sign},
	"DELETE /gazetteer/signs/{id}":       {roles: nameTenders, write: sign},
	"GET /gazetteer/signs/{id}/history":  {account: true},
	"GET /gazetteer/sign-plans":          {account: true},
	"POST /gazetteer/sign-plans":         {roles: nameTenders, write: newSignPlan},
	"GET /gazetteer/sign-plans/progress": {account: true},
	"GET /gazetteer/sign-plans/{id}":     {account: true},
	"PATCH /gazetteer/sign-plans/{id}":   {roles: nameTenders, write: signPlan},
	"DELETE /gazetteer/sign-plans/{id}":  {roles: nameTenders, write: signPlan},

	"GET /gazetteer/products/map.svg":  {layer: "places"},
	"GET /gazetteer/products/map.html": {layer: "places"},
	"GET /gazetteer/products/{file}":   {layer: "places"},

	"GET /areas":                                  {layer: "areas"},
	"GET /areas/{code}":                           {layer: "areas"},
	"GET /areas/changes":                          {account: true},
	"POST /areas/changes":                         {roles: admins, write: newAreaChange},
	"GET /areas/changes/{id}":                     {account: true},
	"PATCH /areas/changes/{id}":                   {roles: admins, write: areaChange},
	"GET /areas/changes/{id}/preview":             {roles: admins, write: areaChangeOf("/preview")},
	"POST /areas/changes/{id}/apply":              {roles: admins, write: repliedAreaChange},
	"POST /areas/changes/{id}/withdraw":           {roles: admins, write: areaChangeOf("/withdraw")},
	"GET /boundaries/lines":                       {layer: "boundaries"},
	"GET /boundaries/lines/{code}":                {layer: "boundaries"},
	"PATCH /boundaries/lines/{code}":              {roles: markerEditors, write: line},
	"GET /boundaries/lines/{code}/history":        {account: true},
	"GET /boundaries/markers":                     {layer: "boundaries"},
	"POST /boundaries/markers":                    {roles: markerEditors, write: newMarker},
	"GET /boundaries/markers/{id}":                {layer: "boundaries"},
	"PATCH /boundaries/markers/{id}":              {roles: markerEditors, write: marker},
	"DELETE /boundaries/markers/{id}":             {roles: markerEditors, write: marker},
	"GET /boundaries/markers/{id}/history":        {account: true},
	"GET /boundaries/markers/{id}/registrations":  {account: true},
	"POST /boundaries/markers/{id}/registrations": {roles: markerEditors, write: markerRegistration},
	"GET /boundaries/marker-patterns":             {account: true},
	"PUT /boundaries/marker-patterns/{level}":     {roles: admins, write: markerPattern, wide: true},
	"GET /boundaries/precision":                   {account: true},
	"PUT /boundaries/precision/{role}":            {roles: admins, write: precisionRule, wide: true},
	"GET /boundaries/inspections":                 {account: true},
	"POST /boundaries/inspections":                {roles: inspectors, write: inspection},
	"GET /boundaries/inspections/{id}":            {account: true},
	"GET /boundaries/conditions":                  {account: true},
	"POST /boundaries/conditions":                 {roles: admins, write: newCondition, wide: true},
	"PUT /boundaries/conditions/{code}":           {roles: admins, write: conditionRecord, wide: true},
	"GET /boundaries/alarms":                      {account: true},
	"GET /boundaries/alarms/settings":             {account: true},
	"PUT /boundaries/alarms/settings":             {roles: admins, write: alarmSettings, wide: true},
	"GET /boundaries/summary":                     {layer: "boundaries"},
	"GET /boundaries/checks":                      {account: true},
	"GET /boundaries/checks.xlsx":                 {account: true},
	"GET /boundaries/closing-edges":               {account: true},

	"GET /boundaries/findings":                  {account: true},
	"POST /boundaries/findings":                 {roles: inspectors, write: newFinding},
	"GET /boundaries/findings/totals":           {account: true},
	"GET /boundaries/findings/deadlines":        {account: true},
	"PUT /boundaries/findings/deadlines":        {roles: placeEditors, write: findingDeadlines, wide: true},
	"GET /boundaries/findings/{id}":             {account: true},
	"PATCH /boundaries/findings/{id}":           {roles: markerEditors, write: findingAt(0, "", map[string]any{"description": "改"})},
	"GET /boundaries/findings/{id}/history":     {account: true},
	"POST /boundaries/findings/{id}/tell":       {roles: markerEditors, write: findingAt(0, "/tell", map[string]any{"how": "电话"})},
	"POST /boundaries/findings/{id}/visit":      {roles: markerEditors, write: findingAt(1, "/visit", findingSteps[1].body)},
	"POST /boundaries/findings/{id}/decide":     {roles: markerEditors, write: findingAt(2, "/decide", findingSteps[2].body)},
	"POST /boundaries/findings/{id}/handle":     {roles: markerEditors, write: findingAt(3, "/handle", findingSteps[3].body)},
	"POST /boundaries/findings/{id}/file":       {roles: markerEditors, write: findingAt(4, "/file", findingSteps[4].body)},
	"POST /boundaries/findings/{id}/close":      {roles: markerEditors, write: findingAt(5, "/close", findingSteps[5].body)},
	"GET /boundaries/marker-ledger":             {account: true},
	"GET /boundaries/marker-ledger.xlsx":        {account: true},
	"GET /boundaries/disputes":                  {roles: disputeReaders},
	"POST /boundaries/disputes":                 {roles: markerEditors, write: newDispute},
	"GET /boundaries/disputes/{id}":             {roles: disputeReaders, write: dispute("", nil), hidden: true},
	"PATCH /boundaries/disputes/{id}":           {roles: markerEditors, write: dispute("", map[string]any{"title": "改"}), hidden: true},
	"GET /boundaries/disputes/{id}/history":     {roles: disputeReaders, write: dispute("/history", nil), hidden: true},
	"POST /boundaries/disputes/{id}/mediate":    {roles: markerEditors, write: dispute("/mediate", map[string]any{"held_on": "2021-08-01", "who": "县民政局", "result": "继续协商"}), hidden: true},
	"POST /boundaries/disputes/{id}/agree":      {roles: markerEditors, write: dispute("/agree", map[string]any{"signed_on": "2021-08-02", "document": "平安协议1号"}), hidden: true},
	"POST /boundaries/disputes/{id}/settle":     {roles: markerEditors, write: dispute("/settle", map[string]any{"on": "2021-09-01", "settlement": "按协议界线"}), hidden: true},
	"POST /boundaries/disputes/{id}/reopen":     {roles: markerEditors, write: settledDispute, hidden: true},
	"GET /boundaries/patrols":                   {account: true},
	"POST /boundaries/patrols":                  {roles: inspectors, write: newPatrol},
	"GET /boundaries/patrols/progress":          {account: true},
	"GET /boundaries/patrols/{id}":              {account: true},
	"POST /boundaries/patrols/{id}/inspections": {roles: inspectors, write: patrolLink},
	"GET /boundaries/patrol-plans":              {account: true},
	"POST /boundaries/patrol-plans":             {roles: markerEditors, write: newPatrolPlan},
	"GET /boundaries/patrol-plans/{id}":         {account: true},
	"PATCH /boundaries/patrol-plans/{id}":       {roles: markerEditors, write: patrolPlan},
	"DELETE /boundaries/patrol-plans/{id}":      {roles: markerEditors, write: patrolPlan},

	"GET /boundaries/lines/{code}/profile":               {account: true},
	"GET /boundaries/lines/{code}/course":                {account: true},
	"PATCH /boundaries/lines/{code}/course":              {roles: markerEditors, write: lineCourse},
	"GET /boundaries/lines/{code}/results.{format}":      {account: true},
	"GET /boundaries/lines/{code}/sheet.{format}":        {account: true},
	"GET /boundaries/results.{format}":                   {account: true},
	"GET /boundaries/markers/{id}/registration.{format}": {account: true},

	"GET /network":            {layer: "facilities"},
	"GET /network/settings":   {account: true},
	"PATCH /network/settings": {roles: admins, write: networkSettings, wide: true},
	"GET /network/times":      {account: true},
	"GET /network/isochrones": {account: true},

	"GET /locate":  {layer: "areas"},
	"POST /locate": {layer: "areas"},

	"GET /facilities":                       {layer: "facilities"},
	"POST /facilities":                      {roles: planners, write: newFacility},
	"GET /facilities/kinds":                 {layer: "facilities"},
	"GET /facilities/export":                {layer: "facilities"},
	"POST /facilities/kinds":                {roles: admins, write: newKind, wide: true},
	"GET /facilities/kinds/{code}":          {layer: "facilities"},
	"PATCH /facilities/kinds/{code}":        {roles: admins, write: kindRecord, wide: true},
	"DELETE /facilities/kinds/{code}":       {roles: admins, write: kindRecord, wide: true},
	"POST /facilities/groups":               {roles: admins, write: newGroup, wide: true},
	"GET /facilities/groups/{code}":         {layer: "facilities"},
	"PATCH /facilities/groups/{code}":       {roles: admins, write: groupRecord, wide: true},
	"DELETE /facilities/groups/{code}":      {roles: admins, write: groupRecord, wide: true},
	"GET /facilities/{id}":                  {layer: "facilities"},
	"PATCH /facilities/{id}":                {roles: planners, write: facility},
	"DELETE /facilities/{id}":               {roles: planners, write: facility},
	"GET /facilities/{id}/history":          {account: true},
	"GET /coverage":                         {layer: "facilities"},
	"GET /facilities/monthly":               {account: true},
	"POST /facilities/monthly":              {roles: planners, write: newMonthly},
	"GET /facilities/monthly.xlsx":          {account: true},
	"GET /facilities/monthly/form":          {roles: actor.Roles, write: monthlyForm},
	"GET /facilities/monthly/settings":      {account: true},
	"PUT /facilities/monthly/settings":      {roles: admins, write: monthlySettings, wide: true},
	"GET /facilities/monthly/{id}":          {roles: actor.Roles, write: monthlyRecord("", nil)},
	"GET /facilities/monthly/{id}/editions": {roles: actor.Roles, write: monthlyRecord("/editions", nil)},
	"POST /facilities/monthly/{id}/return":  {roles: monthlyReviewers, write: monthlyRecord("/return", map[string]any{"reason": "请核对"})},
	"POST /facilities/monthly/{id}/answer":  {roles: monthlyReviewers, write: monthlyRecord("/answer", map[string]any{"answer": "已更正"})},
	"GET /coverage/ledger":                  {layer: "facilities"},

	"GET /coverage/compare":                 {layer: "facilities"},
	"GET /coverage/rules":                   {layer: "facilities"},
	"PATCH /coverage/rules/{rule}":          {roles: admins, write: coverageRule, wide: true},
	"GET /coverage/rules/{rule}/history":    {account: true},
	"GET /coverage/days":                    {layer: "facilities"},
	"GET /coverage/report":                  {layer: "facilities"},
	"GET /coverage/exemptions":              {account: true},
	"POST /coverage/exemptions":             {roles: plannersOnly, write: newExemption},
	"GET /coverage/exemptions/{id}":         {account: true},
	"GET /coverage/exemptions/{id}/history": {account: true},
	"PATCH /coverage/exemptions/{id}":       {roles: plannersOnly, write: exemption},
	"DELETE /coverage/exemptions/{id}":      {roles: plannersOnly, write: exemption},
	"GET /coverage/reported":                {account: true},
	"POST /coverage/reported":               {roles: plannersOnly, write: newReported},
	"GET /coverage/reported/{id}":           {account: true},
	"GET /coverage/reported/{id}/history":   {account: true},
	"PATCH /coverage/reported/{id}":         {roles: plannersOnly, write: reported},
	"DELETE /coverage/reported/{id}":        {roles: plannersOnly, write: reported},

	"GET /indicators":                          {layer: "facilities"},
	"GET /indicators/trend":                    {layer: "facilities"},
	"GET /indicators/formulas":                 {layer: "facilities"},
	"GET /indicators/plans":                    {account: true},
	"GET /indicators/definitions":              {account: true},
	"POST /indicators/definitions":             {roles: indicatorSetters, write: newIndicator},
	"GET /indicators/definitions/{id}":         {account: true},
	"PATCH /indicators/definitions/{id}":       {roles: indicatorSetters, write: indicator("")},
	"DELETE /indicators/definitions/{id}":      {roles: indicatorSetters, write: indicator("")},
	"GET /indicators/definitions/{id}/history": {account: true},

	"GET /facilities/burial-years":                   {layer: "facilities"},
	"GET /facilities/burial-parameters":              {account: true},
	"POST /facilities/burial-parameters":             {roles: indicatorSetters, write: newParameter},
	"GET /facilities/burial-parameters/{id}":         {account: true},
	"PATCH /facilities/burial-parameters/{id}":       {roles: indicatorSetters, write: parameter},
	"DELETE /facilities/burial-parameters/{id}":      {roles: indicatorSetters, write: parameter},
	"GET /facilities/burial-parameters/{id}/history": {account: true},
	"GET /facilities/sizing-standards/{id}/history":  {account: true},
	"GET /facilities/sizing-standards":               {account: true},
	"POST /facilities/sizing-standards":              {roles: indicatorSetters, write: newStandard, wide: true},
	"GET /facilities/sizing-standards/{id}":          {account: true},
	"PATCH /facilities/sizing-standards/{id}":        {roles: indicatorSetters, write: standard, wide: true},
	"DELETE /facilities/sizing-standards/{id}":       {roles: indicatorSetters, write: standard, wide: true},

	"GET /facilities/{id}/life":                {account: true},
	"PUT /facilities/{id}/stages":              {roles: planners, write: lifePart("stages", map[string]any{"code": "application", "passed_on": "2020-02-01"})},
	"PUT /facilities/{id}/capacity":            {roles: planners, write: lifePart("capacity", map[string]any{"measure": "plots", "on_day": "2021-12-31", "total": 100, "used": 20})},
	"PUT /facilities/{id}/grades":              {roles: planners, write: lifePart("grades", map[string]any{"from_on": "2021-01-01", "grade": 2})},
	"PUT /facilities/{id}/operators":           {roles: planners, write: lifePart("operators", map[string]any{"from_on": "2021-01-01", "operator": "公墓管理所"})},
	"PUT /facilities/{id}/greening":            {roles: planners, write: lifePart("greening", map[string]any{"year": 2021, "percent": 35})},
	"PUT /facilities/{id}/papers":              {roles: planners, write: lifePart("papers", map[string]any{"complete": false, "missing": []string{"林地批复"}})},
	"PUT /facilities/{id}/filings":             {roles: planners, write: lifePart("filings", map[string]any{"id": "", "matter": "land", "number": "文国土〔2018〕9号"})},
	"PUT /facilities/{id}/service":             {roles: planners, write: servicePart},
	"GET /facilities/{id}/contacts":            {roles: planners, write: contactsRead},
	"PUT /facilities/{id}/contacts":            {roles: planners, write: lifePart("contacts", map[string]any{"id": "", "role": "head", "name": "张三", "phone": "0876-2120000"})},
	"GET /facilities/greening-targets":         {account: true},
	"PUT /facilities/greening-targets/{area}":  {roles: plannersOnly, write: greeningTarget},
	"GET /facilities/zones":                    {account: true},
	"POST /facilities/zones":                   {roles: plannersOnly, write: newZone},
	"GET /facilities/zones/{id}":               {account: true},
	"PATCH /facilities/zones/{id}":             {roles: plannersOnly, write: zone},
	"DELETE /facilities/zones/{id}":            {roles: plannersOnly, write: zone},
	"GET /facilities/zones/{id}/history":       {account: true},
	"GET /facilities/plans":                    {account: true},
	"POST /facilities/plans":                   {roles: plannersOnly, write: newProjectPlan},
	"GET /facilities/plans/{id}":               {account: true},
	"PATCH /facilities/plans/{id}":             {roles: plannersOnly, write: projectPlan},
	"DELETE /facilities/plans/{id}":            {roles: plannersOnly, write: projectPlan},
	"GET /facilities/plans/{id}/history":       {account: true},
	"PUT /facilities/plans/{id}/projects":      {roles: plannersOnly, write: planProjects},
	"POST /facilities/plans/{id}/read":         {roles: plannersOnly, write: planTable, quiet: true},
	"GET /facilities/plans/{id}/progress":      {account: true},
	"GET /facilities/plans/{id}/progress.xlsx": {account: true},

	"OPTIONS /attachments":           {open: true},
	"OPTIONS /attachments/{id}":      {open: true},
	"GET /attachments":               {layer: "places"}, // those of entries; each kind of record has its own
	"GET /siting/rules":              {account: true},
	"POST /siting/rules":             {roles: admins, write: newSitingRule, wide: true},
	"GET /siting/rules/{id}":         {account: true},
	"PUT /siting/rules/{id}":         {roles: admins, write: sitingRule, wide: true},
	"DELETE /siting/rules/{id}":      {roles: admins, write: sitingRule, wide: true},
	"GET /siting/rules/{id}/history": {account: true},
	"POST /siting/candidates":        {roles: plannersOnly},
	"POST /siting/points":            {roles: plannersOnly},
	"GET /siting/zones":              {account: true},
	"GET /siting/explain":            {account: true},
	"GET /siting":                    {account: true},
	"POST /siting":                   {roles: plannersOnly, write: newSitingRun},
	"GET /siting/{id}":               {account: true},
	"POST /siting/{id}/cancel":       {roles: plannersOnly, write: sitingRun("/cancel")},
	"POST /siting/{id}/repeat":       {roles: plannersOnly, write: endedSitingRun},
	"GET /siting/{id}/candidates":    {account: true},
	"GET /siting/{id}/result":        {account: true},
	"GET /siting/{id}/report.xlsx":   {account: true},
	"GET /siting/{id}/report.html":   {account: true},

	"GET /siting/scenarios":              {layer: "facilities"},
	"POST /siting/scenarios":             {roles: plannersOnly, write: newScenario},
	"GET /siting/scenarios/compare":      {layer: "facilities"},
	"GET /siting/scenarios/{id}":         {layer: "facilities"},
	"PUT /siting/scenarios/{id}":         {roles: plannersOnly, write: scenario("")},
	"DELETE /siting/scenarios/{id}":      {roles: plannersOnly, write: scenario("")},
	"GET /siting/scenarios/{id}/history": {account: true},
	"POST /siting/scenarios/{id}/adopt":  {roles: plannersOnly, write: scenario("/adopt")},

	"GET /siting/scenarios/{id}/shares":               {roles: plannersOnly},
	"POST /siting/scenarios/{id}/shares":              {roles: plannersOnly, write: scenario("/shares")},
	"DELETE /siting/scenarios/{id}/shares/{share_id}": {roles: plannersOnly, write: share},
	"GET /siting/shared":                              {open: true},

	"POST /attachments":          {roles: placeReporters, write: newUpload, quiet: true},
	"HEAD /attachments/{id}":     {layer: "places"}, // of a file; that of an upload is for who began it
	"PATCH /attachments/{id}":    {begun: true},
	"GET /attachments/{id}":      {layer: "places"},
	"GET /attachments/{id}/meta": {layer: "places"},
	"DELETE /attachments/{id}":   {roles: placeReporters, write: attached},

	"GET /tiles/{tileset}":                 {layer: "areas"},
	"GET /tiles/{tileset}/{z}/{x}/{y}.mvt": {layer: "areas"},

	"GET /":                                               {open: true},
	"GET /conformance":                                    {open: true},
	"GET /api":                                            {open: true},
	"GET /collections":                                    {open: true},
	"GET /collections/{collection}":                       {layer: "areas"},
	"GET /collections/{collection}/items":                 {layer: "areas"},
	"GET /collections/{collection}/items/{fid}":           {layer: "areas"},
	"GET /collections/{collection}/tiles":                 {layer: "areas"},
	"GET /collections/{collection}/tiles/WebMercatorQuad": {layer: "areas"},
	"GET /collections/{collection}/tiles/WebMercatorQuad/{z}/{y}/{x}": {layer: "areas"},
}

// Every route is in the table, and the table has no others.
func TestRightsAreComplete(t *testing.T) {
	t.Parallel()
	h := whole(t, datatest.New(t))
	var keys []string
	for _, r := range h.server.routes {
		key := r.method + " " + r.path
		keys = append(keys, key)
		if _, ok := routeRights[key]; !ok {
			t.Errorf("nobody has said who may %s", key)
		}
	}
	for key := range routeRights {
		if !slices.Contains(keys, key) {
			t.Errorf("there is no route %s", key)
		}
	}
}

func TestRightsOfReaders(t *testing.T) {
	t.Parallel()
	for _, public := range []string{"", layerAreas, layerPlaces, layerAnnouncements, "all"} {
		t.Run("public "+public, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t, slices.DeleteFunc([]string{public}, func(s string) bool { return s == "" })...)
			clients := map[actor.Role]client{"": p.nobody()}
			for _, role := range actor.Roles {
				clients[role] = p.as(role, p.other)
			}
			for key, want := range routeRights {
				if want.write != nil || want.begun {
					continue
				}
				method, pattern, _ := strings.Cut(key, " ")
				path := p.instance(pattern) // reading changes nothing: one record is enough for all
				for role, c := range clients {
					allowed := want.open || role != "" && (want.roles == nil || slices.Contains(want.roles, role)) ||
						want.layer != "" && (public == "all" || public == want.layer)
					a := attempt{path: path, body: map[string]any{"names": []any{}}} // of POST /gazetteer/check
					if method == http.MethodPost && pattern == "/gazetteer/check" {
						a.path = pattern // GET has its question in the address
					}
					if method == http.MethodPost && strings.HasPrefix(pattern, "/locate") {
						a.path, a.body = "/locate", map[string]any{"points": [][2]float64{{p.lon, p.lat}}}
					}
					if question, ok := p.reconciling(method, pattern); ok {
						a = question
					}
					if question, ok := p.sitingQuestion(pattern); ok {
						a = question
					}
					p.judge(key, role, p.try(c, method, pattern, a), allowed, want.open)
				}
			}
		})
	}
}

// judge compares an answer with whether it should have been given.
func (p *place) judge(key string, role actor.Role, r reply, allowed, open bool) {
	p.t.Helper()
	status := r.StatusCode
	switch {
	case allowed && open:
		if status >= 500 || status == http.StatusForbidden {
			p.t.Errorf("%s by %q: %d %s", key, role, status, r.text)
		}
	case allowed:
		if status >= 400 {
			p.t.Errorf("%s by %q is refused: %d %s", key, role, status, r.text)
		}
	case role == "" && status != http.StatusUnauthorized, role != "" && status != http.StatusForbidden:
		p.t.Errorf("%s by %q: %d, want a refusal: %.200s", key, role, status, r.text)
	}
}

// writers are clients by role and area, made once.
type writers map[string]client

// of is a client of the role in the records' area or in another; wide has the whole prefecture for its own.
func (w writers) of(p *place, role actor.Role, own, wide bool) client {
	wide = wide && own && role != ""
	key := fmt.Sprint(role, own, wide)
	if _, made := w[key]; !made && wide {
		w[key] = p.as(role, "")
	} else if !made {
		w[key] = p.writer(role, own)
	}
	return w[key]
}

func TestRightsOfWriters(t *testing.T) {
	t.Parallel()
	p, clients := newPlace(t, "all"), writers{}
	for key, want := range routeRights {
		if want.write == nil {
			continue
		}
		method, pattern, _ := strings.Cut(key, " ")
		record := want.write(p)
		for _, role := range append([]actor.Role{""}, actor.Roles...) {
			for _, own := range []bool{true, false} {
				c := clients.of(p, role, own, want.wide)
				a := record.prepared(c)
				before := p.changes()
				r := p.try(c, method, pattern, a)
				allowed := own && slices.Contains(want.roles, role)
				if want.hidden && !own && slices.Contains(want.roles, role) && r.StatusCode == http.StatusNotFound && p.changes() == before {
					continue
				}
				p.judge(fmt.Sprintf("%s (own area: %v)", key, own), role, r, allowed, false)
				if n := p.changes() - before; !allowed && n != 0 || allowed && n != 1 && method != http.MethodGet && !want.quiet {
					t.Errorf("%s by %q (own area: %v) made %d changes", key, role, own, n)
				}
				if allowed {
					record = want.write(p) // what was done once may not be done twice; a refusal changes nothing
				}
			}
		}
	}
}

// writer is a client of the role in the records' area or in another; clerks have a township.
func (p *place) writer(role actor.Role, own bool) client {
	area := map[bool]string{true: p.county, false: p.other}[own]
	if role == actor.Clerk {
		area = map[bool]string{true: p.township, false: p.otherTownship}[own]
	}
	if role == "" {
		return p.nobody()
	}
	return p.as(role, area)
}

// A record is refused by where it stands as well as by the area that it declares.
func TestRightsByPosition(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for _, tc := range []struct {
		path   string
		role   actor.Role
		body   any
		record func(*place) attempt
	}{
		{"/gazetteer/entries", actor.Reviewer, newEntry(p).body, entry},
		{"/facilities", actor.Planner, newFacility(p).body, facility},
	} {
		c := p.writer(tc.role, true)
		before := p.changes()
		body := tc.body.(map[string]any)
		body["lon"], body["lat"], body["position_reason"] = p.elsewhere[0], p.elsewhere[1], "有理由"
		c.do("POST", tc.path, body).problem(t, http.StatusForbidden)
		body["area_code"] = p.otherTownship
		c.do("POST", tc.path, body).problem(t, http.StatusForbidden)
		if p.changes() != before {
			t.Errorf("%s: refused and changed", tc.path)
		}
		a := tc.record(p)
		for _, move := range []map[string]any{
			{"lon": p.elsewhere[0], "lat": p.elsewhere[1], "position_reason": "有理由"},
			{"area_code": p.otherTownship},
			{"area_code": p.otherTownship, "lon": p.elsewhere[0], "lat": p.elsewhere[1]},
		} {
			if r := c.do("PATCH", a.path, move, "If-Match", `"1"`); r.StatusCode != http.StatusForbidden {
				t.Errorf("%s moved by %v: %d %s", a.path, move, r.StatusCode, r.text)
			}
		}
	}
}
