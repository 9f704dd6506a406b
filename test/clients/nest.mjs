// A search indexer as a NestJS microservice: for each film that was created it
// emits that it was indexed. Usage:
// node nest.mjs '{"brokers":[…],"group":"…","prefix":"…"}'
// It prints "ready" when it is a member of its group, then what it handles; it
// stops when its input ends, or by SIGTERM.
import "reflect-metadata";
import { Controller, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ClientKafka, Ctx, EventPattern, Payload, Transport } from "@nestjs/microservices";
import { lastValueFrom } from "rxjs";

const { brokers, group, prefix } = JSON.parse(process.argv[2]);
const client = { clientId: "search-service", brokers };
const kafka = new ClientKafka({ client, producerOnlyMode: true });

const metadata = (eventType, cause) => ({
  eventId: `evt-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`,
  eventType,
  eventVersion: "1.0.0",
  timestamp: new Date().toISOString(),
  source: "search-service",
  correlationId: cause.metadata.correlationId,
});

// As an event class of TypeScript comes out: its fields, and no key or value.
class SearchIndexed {
  constructor(cause) {
    const { contentId, contentType, title } = cause.payload;
    this.metadata = metadata("search.indexed", cause);
    this.payload = { contentId, contentType, title, indexedAt: new Date().toISOString(), indexVersion: "v1" };
  }
}

let failures = 1;

class Indexer {
  async created(event, context) {
    const { key, headers, offset } = context.getMessage();
    if (headers["event-type"] !== "content.created") return;
    const { contentId } = event.payload;
    const failing = contentId === "fails-once" && failures-- > 0;
    console.log(JSON.stringify({ topic: context.getTopic(), partition: context.getPartition(), offset: Number(offset), key, headers, value: JSON.stringify(event), failing }));
    if (failing) throw new Error("not this time");

    const indexed = new SearchIndexed(event);
    // An event alone has neither key nor headers; {key, headers, value} has.
    const message = contentId === "bare" ? indexed : {
      key: contentId,
      headers: { "event-type": "search.indexed", "event-version": "1.0.0", "content-id": contentId },
      value: indexed,
    };
    await lastValueFrom(kafka.emit(`${prefix}search.events`, message));
  }
}

// What TypeScript makes of the decorators @Controller(), @EventPattern(…),
// @Payload(), @Ctx() and @Module(…).
const created = Object.getOwnPropertyDescriptor(Indexer.prototype, "created");
Controller()(Indexer);
EventPattern(`${prefix}content.events`)(Indexer.prototype, "created", created);
Payload()(Indexer.prototype, "created", 0);
Ctx()(Indexer.prototype, "created", 1);
class App {}
Module({ controllers: [Indexer] })(App);

await kafka.connect();
const app = await NestFactory.createMicroservice(App, {
  transport: Transport.KAFKA,
  options: {
    client,
    consumer: { groupId: group, maxWaitTimeInMs: 50 },
    subscribe: { fromBeginning: true },
  },
  logger: ["error", "warn"],
});
await app.listen();

async function stop() {
  process.stdin.destroy();
  await app.close();
  await kafka.close();
}
process.stdin.resume().once("end", stop);
process.once("SIGTERM", stop);
console.log(JSON.stringify("ready"));
