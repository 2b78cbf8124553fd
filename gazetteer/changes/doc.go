// Package changes keeps change sets: proposals to add, modify and retire entries of the
// gazetteer, their review and their publication; and the reports that people on the spot
// make of entries.
//
// Terms. A set (Set) has items (Item), each for one entry. Two streams: naming (命名,
// 更名, 销名), which needs the record of the authority's approval (批准) before it is
// published, and correction (信息修改), which comes in batches of hundreds and is reviewed
// by sample. Review (审核) is done here, by somebody else than the author, and is never
// the approval. A set goes draft → submitted → accepted → published; a reviewer returns
// it with a reason for each item, its author mends and submits it again, or withdraws it.
// Nothing of a published set is ever lost or changed: reverting one is a new set.
//
// An item keeps the entry as it was when the item was made (its base). When the entry has
// moved on, each proposed field is compared with base and current value: what nobody
// else touched merges by itself, the rest is a conflict and blocks publication until a
// person decides. A decision holds for the version of the entry that it was made against.
//
// The package writes entries through the doors of package gazetteer only, in one
// transaction for the whole set.
package changes
