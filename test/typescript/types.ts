// What must compile, and what must not, in a service that uses the package.
import Ajv from "ajv";
import {
  AuthEventType, BaseEventSchema, byEventType, checkEvent, compareVersions, CONTENT_CREATED, ContentCreatedEventSchema, ContentEventType,
  createEventMetadata, CURRENT_EVENT_VERSION, deserializeEvent, deserializeEventFromBuffer, EVENT_VERSIONS, EventMetadataSchema,
  generateEventId, getLatestVersion, IngestEventType, InvalidEventError, isCompatibleVersion, isEvent, isTombstone, migrateEvent, SearchEventType,
  serializeEvent, serializeEventToBuffer, toKafkaMessage, UserRole, validateEvent,
} from "@mediamesh/events";
import type {
  BaseEvent, ContentCreatedEvent, ContentUpdatedEvent, EventMetadata, EventOf, EventType, IngestCompletedEvent, MediaMeshEvent, Program,
  UserCreatedEvent,
} from "@mediamesh/events";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<_T extends true>(): void {}

// As services were written for the earlier module.
declare const user: { id: string; role: UserRole } | undefined;
const metadata = createEventMetadata(ContentEventType.CONTENT_CREATED, "cms-service", { userId: user?.id, correlationId: undefined });
is<Equal<typeof metadata, EventMetadata<"content.created">>>();
const stored: EventMetadata = createEventMetadata("content.created" as string, "cms-service");
const created: ContentCreatedEvent = {
  metadata: { ...stored, eventType: ContentEventType.CONTENT_CREATED },
  payload: { contentId: "program-1", contentType: "PROGRAM", title: "Evening News", createdBy: user?.id || "system", program: undefined },
};
const buffer: Buffer = serializeEventToBuffer(created);
const text: string = serializeEvent(created);
const read = deserializeEventFromBuffer<IngestCompletedEvent>(buffer);
is<Equal<typeof read.payload.duration, number | undefined>>();
const payload: UserCreatedEvent["payload"] = { userId: "u", email: "a@b.c", firstName: "A", lastName: "B", role: UserRole.ADMIN };
enum Role { ADMIN = "ADMIN" }
const inEnum: UserCreatedEvent["payload"]["role"] = Role.ADMIN;
const kind: ContentEventType.CONTENT_CREATED = CONTENT_CREATED;
const any: ContentUpdatedEvent["payload"]["changes"] = { title: { old: null, new: "x" } };
any["title"]?.new.anything;
function emit(topic: string, event: any): string { return topic + serializeEvent(event); }
switch (created.metadata.eventType) {
  case ContentEventType.CONTENT_CREATED: break;
  default: created.metadata.eventType satisfies never;
}
const all: EventType[] = [...Object.values(ContentEventType), ...Object.values(IngestEventType), ...Object.values(AuthEventType), ...Object.values(SearchEventType)];
const versions: "1.0.0"[] = [EVENT_VERSIONS.V1_0_0, CURRENT_EVENT_VERSION];
const order: -1 | 0 | 1 = compareVersions("1.0.0", getLatestVersion(versions));
const compatible: boolean = isCompatibleVersion("1.0.0", "1.2.0");
const migrated: BaseEvent = migrateEvent(created, "1.0.0");
const up = migrateEvent<ContentCreatedEvent>(created, "2.0.0", [
  { eventType: CONTENT_CREATED, from: 1, to: 2, migrate: ({ contentId, ...rest }) => ({ id: contentId, ...rest }) },
]);
for (const schema of [ContentCreatedEventSchema, EventMetadataSchema, BaseEventSchema]) new Ajv.default().compile(schema);

// The type as an argument.
is<Equal<ReturnType<typeof created_>, ContentCreatedEvent>>();
function created_() { return deserializeEvent(text, CONTENT_CREATED); }
const fixed = checkEvent({}, "search.performed");
is<Equal<typeof fixed, EventOf<"search.performed">>>();

// Without one: any event, which narrows.
const event = deserializeEvent(text);
is<Equal<typeof event, MediaMeshEvent>>();
if (isEvent(event, "content.created")) {
  is<Equal<typeof event, ContentCreatedEvent>>();
  const program: Program | undefined = event.payload.program;
  program?.genres?.[0]?.trim();
} else if (isEvent(event, IngestEventType.INGEST_COMPLETED)) {
  event.payload.mediaUrl.trim();
} else {
  // @ts-expect-error content.created is ruled out
  if (event.metadata.eventType === "content.created") throw event;
}

// A switch that forgets an event does not compile.
function titleOf(e: MediaMeshEvent): string {
  const { eventType, payload } = byEventType(e);
  switch (eventType) {
    case "content.created":
      return payload.title;
    case "ingest.started":
      return payload.filename;
    case "auth.user.login":
      return payload.email;
    default:
      is<Equal<typeof eventType, Exclude<EventType, "content.created" | "ingest.started" | "auth.user.login">>>();
      return "";
  }
}
function forgetful(e: MediaMeshEvent): void {
  const { eventType } = byEventType(e);
  switch (eventType) {
    case "content.created": return;
    default:
      // @ts-expect-error the others are left
      eventType satisfies never;
  }
}

// Errors and violations.
try {
  const { key, headers, value } = toKafkaMessage(created);
  is<Equal<typeof key, string | null>>();
  headers["event-type"]?.trim();
  value.toString();
} catch (error) {
  if (error instanceof InvalidEventError) for (const { pointer, rule, limit, message } of error.violations) [pointer, rule, limit ?? "", message].map((s) => s.trim());
}
declare const unknown: unknown;
declare const received: { key: Buffer | null; value: Buffer | null };
if (isTombstone(received)) is<Equal<typeof received.value, null>>();
if (!isTombstone(received.value)) deserializeEventFromBuffer(received.value);
// @ts-expect-error a tombstone is not an event
else deserializeEventFromBuffer(received.value);
// @ts-expect-error a number is not a value of a record
isTombstone(1);
if (validateEvent(unknown)) unknown.metadata.eventId.trim();

// What must not compile.
// @ts-expect-error there is no such event
deserializeEvent(text, "content.creatd");
// @ts-expect-error a title is missing
const short: ContentCreatedEvent["payload"] = { contentId: "", contentType: "", createdBy: "" };
// @ts-expect-error no such role
const role: UserRole = "ROOT";
// @ts-expect-error of another type
const wrong: ContentCreatedEvent = { metadata: createEventMetadata("content.deleted", "s"), payload: created.payload };
// @ts-expect-error a misspelt field
const misspelt: ContentCreatedEvent["payload"] = { ...created.payload, titel: "" };

export { all, compatible, created, emit, fixed, forgetful, generateEventId, inEnum, kind, migrated, misspelt, order, payload, read, role, short, titleOf, up, wrong };
