"use strict";

/** An event is at most so many bytes, as Kafka's brokers take by default. */
exports.MAX_BYTES = 1 << 20;

/** Objects and arrays are nested at most so deep. */
exports.MAX_DEPTH = 64;

/** So many violations of one event are kept; those beyond are counted. */
exports.MAX_VIOLATIONS = 256;
