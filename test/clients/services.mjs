// Publishes as the deployed TypeScript services do, each in its own way, and
// prints what was sent. Usage:
// node services.mjs '{"brokers":[…],"prefix":"…","services":["content","ingest","drifted"]}'
import { connect } from "./kafka.mjs";

const { brokers, prefix, services } = JSON.parse(process.argv[2]);

const metadata = (eventType, source) => ({
  eventId: `evt-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`,
  eventType,
  eventVersion: "1.0.0",
  timestamp: new Date().toISOString(),
  source,
});

const completed = {
  ingestId: "ingest-1",
  contentId: "program-1",
  filename: "späte stunde.mp4",
  mediaId: "media-1",
  mediaUrl: "https://cdn.example.com/media/1.mp4",
  duration: 5400.5,
  fileSize: 1234567890,
  mimeType: "video/mp4",
  completedAt: new Date().toISOString(),
  processingTime: 12.25,
};

const publishers = {
  // The content service: key and headers, one of them for the key again.
  content: () => ({
    topic: "content.events",
    key: "program-1",
    headers: { "event-type": "content.created", "event-version": "1.0.0", "content-id": "program-1", "content-type": "PROGRAM" },
    event: {
      metadata: { ...metadata("content.created", "cms-service"), correlationId: "req-123", userId: "user-456" },
      payload: { contentId: "program-1", contentType: "PROGRAM", title: "Späte \"Stunde\" \u2028 😀", createdBy: "user-456" },
    },
  }),

  // The ingest service: no key, no headers.
  ingest: () => ({
    topic: "ingest.events",
    event: { metadata: metadata("ingest.completed", "ingest-service"), payload: completed },
  }),

  // A worker from before the contract: its version has two parts, and its
  // ingest is a job.
  drifted: () => {
    const { ingestId, ...rest } = completed;
    return {
      topic: "ingest.events",
      key: ingestId,
      headers: { "event-type": "ingest.completed", "event-version": "1.0", worker: "späte Schicht 😀" },
      event: {
        metadata: { ...metadata("ingest.completed", "ingest-worker"), eventVersion: "1.0" },
        payload: { jobId: ingestId, ...rest },
      },
    };
  },

  // The same worker after it was put right.
  repaired: () => ({ ...publishers.ingest(), key: completed.ingestId }),
};

const producer = connect(brokers).producer();
await producer.connect();
for (const service of services) {
  const { topic, key, headers, event } = publishers[service]();
  const message = { topic: prefix + topic, key, headers, value: JSON.stringify(event) };
  const [{ partition, baseOffset }] = await producer.send({ topic: message.topic, messages: [message] });
  console.log(JSON.stringify({ ...message, partition, offset: Number(baseOffset) }));
}
await producer.disconnect();
