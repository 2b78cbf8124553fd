// Package zones keeps burial zones: where the dead are cremated (火葬区), where minorities
// bury without taking land (少数民族生态安葬区), and where burial in earth goes on (土葬改革区).
//
// A zone holds on days, by a document. Its extent is either whole areas (counties,
// townships, villages) or a polygon; of areas it is their union, and follows them when they
// change. A zone belongs to the county or township whose government drew it.
package zones
