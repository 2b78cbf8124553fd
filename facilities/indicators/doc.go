// Package indicators keeps the indicators of plans (规划指标) as data and says where they stand.
//
// An indicator stands in a plan document, belongs to the plan's area and has a base and a
// target, a kind (binding 约束性 or expected 预期性), and the name of the formula that gives its
// current value; areas inside may have targets of their own. Figures that were reported
// upward are kept as reported, beside the computed ones; nothing mends them.
//
// Terms: a figure (现值) is a value with the fraction it was computed from, or the reason why
// the data cannot give it; met (完成) compares it, rounded as it is shown, with the target; the
// course (进度) compares it with the straight line from the end of the base year to the end of
// the target year. Denominators that the statutes keep apart are apart: beds per 1,000 people
// of 60 and over, nursing beds in the beds of registered institutions.
package indicators
