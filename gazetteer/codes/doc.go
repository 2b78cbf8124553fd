// Package codes gives out place-name codes (地名代码) and keeps the table of class codes.
//
// A code has 20 digits: 6 of the county and 3 of the township (GB/T 2260, GB/T 10114;
// areas above the township filled up with zeros), 5 of the class (GB/T 18521), 6 of a
// serial that counts from 000001 within area and class. A code belongs to one entry for
// ever: it stays when the entry's area or class changes, and when the entry retires.
//
// Class codes (地名类别) are a table that the office replaces as a whole; entries follow by
// a mapping from old to new classes.
package codes
