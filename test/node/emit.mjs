// Writes events as JavaScript services do: as objects, with JSON.stringify, one
// a line. How many is the argument.

const strings = [
  "plain", "späte Stunde", "quotes \" and \\ and /", "\b\f\n\r\t", "\u0000\u0001\u001f\u007f\u0080\u009f", "a\u2028b\u2029c", "<script>&amp;'</script>",
  "😀🔎\u{10ffff}\u{10000}", "\ufeffBOM\ufffd\uffff", "e\u0301 é", "数字", "\ud7ff\ue000", "__proto__", "0123456789abcdef\n0123456789abcdef",
];
const numbers = [
  0, -0, 1, -1, 0.1, 0.1 + 0.2, 1e-6, 1e-7, 1.5e-10, 5e-324, 2.2250738585072014e-308, 1e15, 1e20, 1e21, 1.1e21, 123456789012345680000,
  2 ** 53, 2 ** 53 + 2, -(2 ** 53), 999999999999999, 999999999999999900000, 1 / 3, Math.PI, Number.MAX_VALUE, Number.EPSILON, 4.35, 100, 1e2,
];
const integers = numbers.filter((v) => Number.isInteger(v) && v >= 0 && v < 2 ** 53); // beyond, Go writes all digits
const positive = numbers.filter((v) => v >= 0);

const count = Number(process.argv[2]);
let seed = 20260131;
const random = (n) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
const any = (list) => list[random(list.length)];
const text = () => Array.from({ length: 1 + random(3) }, () => any(strings)).join("").slice(0, 60).replace(/[\ud800-\udbff]$/, "") || "x";
const number = () => (random(2) ? any(numbers) : (random(2 ** 31) - 2 ** 30) * 10 ** (random(60) - 30));
const time = () => new Date(random(2 ** 31) * 1000 + random(1000)).toISOString();
const json = (depth) => {
  switch (random(depth > 0 ? 7 : 5)) {
    case 0: return null;
    case 1: return random(2) === 1;
    case 2: return number();
    case 3:
    case 4: return text();
    case 5: return Array.from({ length: random(4) }, () => json(depth - 1));
    default: return Object.fromEntries(Array.from({ length: random(4) }, () => [text(), json(depth - 1)]));
  }
};
const object = () => Object.fromEntries(Array.from({ length: random(4) }, (_, i) => [text() + i, json(3)]));
const maybe = (make) => (random(2) ? make() : undefined);

const payloads = {
  "content.created": () => ({
    contentId: text(), contentType: "PROGRAM", title: text(), createdBy: text(),
    program: maybe(() => ({
      id: text(), title: text(), description: maybe(text), contentType: "SERIES", status: "DRAFT", thumbnailUrl: maybe(() => "https://example.com/ü?a=1&b=<2>".replace(/[<>]/g, "")),
      genres: maybe(() => [text(), text()]), tags: maybe(() => []), releaseDate: maybe(() => "2024-02-29"), duration: maybe(() => any(integers)), rating: maybe(() => ""),
      createdAt: time(), updatedAt: time(),
    })),
  }),
  "content.updated": () => ({
    contentId: text(), contentType: text(), title: text(), updatedBy: text(),
    changes: Object.fromEntries(Array.from({ length: random(4) }, (_, i) => [text() + i, { old: json(2), new: json(2) }])),
  }),
  "content.metadata.updated": () => ({ contentId: text(), metadataKey: text(), oldValue: maybe(() => json(2) ?? undefined), newValue: json(3), updatedBy: text() }),
  "ingest.progress": () => ({
    ingestId: text(), contentId: text(), progress: any([0, 0.1, 99.99999999999999, 100, 1e-7, 5e-324]), stage: text(), message: maybe(text), estimatedTimeRemaining: maybe(() => any(positive)),
  }),
  "ingest.failed": () => ({
    ingestId: text(), contentId: text(), filename: text(), error: text(), errorCode: maybe(text), errorDetails: maybe(() => json(4) ?? undefined), failedAt: time(), retryable: random(2) === 1,
  }),
  "auth.user.login": () => ({ userId: text(), email: "ü@example.com", ipAddress: maybe(() => "::1"), userAgent: maybe(text), loginAt: time(), success: random(2) === 1 }),
  "search.performed": () => ({ query: random(2) ? text() : "", filters: maybe(object), resultsCount: any(integers), searchTime: any(positive), userId: maybe(text), sessionId: maybe(text) }),
};

const types = Object.keys(payloads);
for (let n = 0; n < count; n++) {
  const eventType = types[n % types.length];
  console.log(JSON.stringify({
    metadata: { eventId: `evt-${n}`, eventType, eventVersion: "1.0.0", timestamp: time(), source: text(), correlationId: maybe(text), userId: maybe(text) },
    payload: payloads[eventType](),
  }));
}
