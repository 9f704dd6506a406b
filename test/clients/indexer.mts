// The search indexer again, as a NestJS team writes it: TypeScript, decorators,
// and the npm package. For each film that was created it emits that it was
// indexed. It says "ready" when it is a member of its group, then what it
// handles, and what it refuses and why; it stops when its input ends, or by
// SIGTERM. Settings: {"brokers": […], "group": "…", "prefix": "…"}
import "reflect-metadata";
import { Controller, Inject, Module } from "@nestjs/common";
import type { PipeTransform } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ClientKafka, Ctx, EventPattern, KafkaContext, Payload, Transport } from "@nestjs/microservices";
import {
  ContentEventType, createEventMetadata, deserializeEventFromBuffer, eventTopic, InvalidEventError, isEvent, SearchEventType, serializeEvent,
  toKafkaMessage,
} from "@mediamesh/events";
import type { ContentCreatedEvent, MediaMeshEvent, SearchIndexedEvent } from "@mediamesh/events";
import { lastValueFrom } from "rxjs";

const { brokers, group, prefix }: { brokers: string[]; group: string; prefix: string } = JSON.parse(process.argv[2] ?? "");
const client = { clientId: "search-service", brokers };
const say = (what: unknown) => console.log(JSON.stringify(what));

/** What a handler gets is the event, or the error that says what is wrong with it. */
class EventPipe implements PipeTransform<Buffer, MediaMeshEvent | InvalidEventError> {
  transform(value: Buffer): MediaMeshEvent | InvalidEventError {
    try {
      return deserializeEventFromBuffer(value);
    } catch (error) {
      if (error instanceof InvalidEventError) return error; // it would be invalid the next time, too
      throw error;
    }
  }
}

@Controller()
class Indexer {
  constructor(@Inject("KAFKA") private readonly kafka: ClientKafka) {}

  @EventPattern<string>(`${prefix}content.events`)
  async handle(@Payload(EventPipe) event: MediaMeshEvent | InvalidEventError, @Ctx() context: KafkaContext): Promise<void> {
    if (event instanceof InvalidEventError) return say({ refused: event.message, violations: event.violations });
    const { key, headers, offset } = context.getMessage();
    say({ topic: context.getTopic(), partition: context.getPartition(), offset: Number(offset), key, headers, value: serializeEvent(event) });
    if (isEvent(event, ContentEventType.CONTENT_CREATED)) await this.index(event);
  }

  private async index({ metadata, payload }: ContentCreatedEvent): Promise<void> {
    const { contentId, contentType, title } = payload;
    const indexed: SearchIndexedEvent = {
      metadata: createEventMetadata(SearchEventType.SEARCH_INDEXED, "search-service", { correlationId: metadata.correlationId }),
      payload: { contentId, contentType, title, indexedAt: new Date().toISOString(), indexVersion: "v1" },
    };
    await lastValueFrom(this.kafka.emit(prefix + eventTopic(indexed), toKafkaMessage(indexed)));
  }
}

const kafka = new ClientKafka({ client, producerOnlyMode: true });

@Module({ controllers: [Indexer], providers: [{ provide: "KAFKA", useValue: kafka }] })
class App {}

await kafka.connect();
const app = await NestFactory.createMicroservice(App, {
  transport: Transport.KAFKA,
  options: {
    client,
    consumer: { groupId: group, maxWaitTimeInMs: 50 },
    subscribe: { fromBeginning: true },
    parser: { keepBinary: true },
  },
  logger: ["error", "warn"],
});
await app.listen();

async function stop(): Promise<void> {
  process.stdin.destroy();
  await app.close();
  await kafka.close();
}
process.stdin.resume().once("end", stop);
process.once("SIGTERM", stop);
say("ready");
