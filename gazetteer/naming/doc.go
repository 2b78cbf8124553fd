// Package naming judges names by the rules of 地名管理条例 (State Council Decree 753)
// art. 9 and Ministry Order 71, and keeps the ledger of the clean-up (清理整治台账).
//
// Terms. A name has a specific part (专名) and a generic part (通名): 老厂 and 镇. A name
// must be the only one, by its characters and by its sound, within a scope that depends
// on its class (Scope). Words speak against a name by category: inflated (大), foreign
// (洋), odd (怪); duplicates are 重. A proposed name is a naming or renaming; a standing
// one is there already, and what speaks against it only warns.
//
// All lists (Rule, Scope, Generic, ListedWord, BuiltUp) are data that a bureau edits; the
// character table (通用规范汉字表) is fixed. The package does not approve or rename
// anything: a finding of severity error needs a recorded reason, which the change set keeps.
package naming
