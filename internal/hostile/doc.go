// Package hostile generates documents that an attacker might send to make decoding
// expensive. Each has a shape for which some decoder has been slow or has used much memory.
// Their cost per byte is compared with that of a normal event: by time in bench, and by
// allocated bytes in the tests.
package hostile
