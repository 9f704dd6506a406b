// Package hostile makes documents that someone might send to make decoding
// dear: each is a shape that some decoder, somewhere, has been slow or greedy
// on. What they cost for one byte is held against a normal event, by the clock
// in bench and by allocated bytes in the tests.
package hostile
