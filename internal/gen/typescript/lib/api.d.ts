/// <reference types="node" />

import type { EventOf, EventType, MediaMeshEvent, TypedEvent } from "../events/events.js";

/** What every event says of itself. */
export interface EventMetadata<T extends string = string> {
  /** Unique to the event: 1 to 128 characters, opaque. New ones are UUIDv7. */
  eventId: string;
  /** The wire name, such as content.created. */
  eventType: T;
  /** The version of the contract that the event was written by, MAJOR.MINOR.PATCH. */
  eventVersion: string;
  /** When the event happened, an RFC 3339 date-time. */
  timestamp: string;
  /** The emitting service's name, 1 to 128 characters. */
  source: string;
  /** Passed on from the request that caused the event. */
  correlationId?: string | undefined;
  /** Who acted. */
  userId?: string | undefined;
}

/** An event of whichever type. */
export interface BaseEvent {
  metadata: EventMetadata;
  payload: any;
}

/**
 * A valid event as JSON: as JSON.stringify writes it, with the contract's fields
 * in its order and those that the contract does not know behind them.
 *
 * @throws {InvalidEventError} with every violation
 * @throws {UnknownEventTypeError}
 * @throws {UnsupportedVersionError}
 */
export function serializeEvent(event: BaseEvent): string;

/** serializeEvent in UTF-8, for Kafka. */
export function serializeEventToBuffer(event: BaseEvent): Buffer;

/**
 * The event that a document holds, validated. With a type as the second
 * argument, it must be of that type. An optional field that was null is absent,
 * and fields that the contract does not know are kept.
 *
 * @throws {InvalidEventError} with every violation, or every fault of the document as JSON; or that there is none: null, undefined
 * @throws {UnknownEventTypeError}
 * @throws {UnsupportedVersionError} the event is of a major version that this package does not know
 */
export function deserializeEvent<T extends EventType>(json: string, eventType: T): EventOf<T>;
/** With a type in angle brackets the event is taken to be of that type, which is not checked. */
export function deserializeEvent<E extends BaseEvent = MediaMeshEvent>(json: string): E;

/** deserializeEvent of UTF-8, from Kafka. */
export function deserializeEventFromBuffer<T extends EventType>(bytes: Uint8Array, eventType: T): EventOf<T>;
export function deserializeEventFromBuffer<E extends BaseEvent = MediaMeshEvent>(bytes: Uint8Array): E;

/**
 * The event that a value is, validated: for what somebody else has parsed, such
 * as NestJS, or what is about to be serialized. The value is not changed. It
 * throws what deserializeEvent throws.
 */
export function checkEvent<T extends EventType>(event: unknown, eventType: T): EventOf<T>;
export function checkEvent<E extends BaseEvent = MediaMeshEvent>(event: unknown): E;

/**
 * Whether a value has what all events have in common: complete metadata, and an
 * object as its payload. What its type's contract says is for checkEvent.
 */
export function validateEvent(event: unknown): event is BaseEvent;

/** What createEventMetadata may be told. Empty texts are as good as none. */
export interface EventMetadataOptions {
  /** Passed on from the request that caused the event. */
  correlationId?: string | undefined;
  /** Who acted. */
  userId?: string | undefined;
  /** The default is the newest version of the event's type. */
  eventVersion?: string | undefined;
  /** The default is a new UUIDv7. */
  eventId?: string | undefined;
  /** When the event happened. The default is now. */
  timestamp?: Date | string | undefined;
}

/** The metadata of a new event: an id, the time, the type's version. */
export function createEventMetadata<T extends string>(eventType: T, source: string, options?: EventMetadataOptions): EventMetadata<T>;

/** A new UUIDv7. */
export function generateEventId(): string;

/** Versions of the contract. */
export interface EventVersions {
  readonly V1_0_0: "1.0.0";
}
export declare const EVENT_VERSIONS: EventVersions;

/** What new events state unless their type or an option says otherwise. */
export declare const CURRENT_EVENT_VERSION: "1.0.0";

/**
 * -1, 0 or 1 as a is older than, equal to or newer than b.
 *
 * @throws {VersionError}
 */
export function compareVersions(a: string, b: string): -1 | 0 | 1;

/** Whether both have the same major version; false if either is malformed. */
export function isCompatibleVersion(a: string, b: string): boolean;

/**
 * The newest of the versions, CURRENT_EVENT_VERSION if none are given.
 *
 * @throws {VersionError}
 */
export function getLatestVersion(versions?: readonly string[]): string;

/** How the payload of one major version becomes that of the next, or of the one before. */
export interface Migration {
  eventType: string;
  /** A major version. */
  from: number;
  /** The major version above or below it. */
  to: number;
  migrate(payload: any, event: BaseEvent): unknown;
}

/**
 * The event in another version that this package knows, one major after the
 * other, each result validated. Within a major version an event goes up as it
 * is, and never down. The event itself is not changed.
 *
 * @throws {InvalidEventError} the event is invalid to begin with
 * @throws {UnknownEventTypeError}
 * @throws {UnsupportedVersionError} the version is not known, or a step has no migration
 * @throws {MigrationError} a migration failed, or what it gave is invalid
 */
export function migrateEvent<E extends BaseEvent = BaseEvent>(event: BaseEvent, version: string, migrations?: readonly Migration[]): E;

/** Whether an event is of a type. TypeScript knows from then on what its payload is. */
export function isEvent<T extends EventType>(event: BaseEvent, eventType: T): event is EventOf<T>;

/** The event with its type beside its payload, so that a switch over eventType tells what the payload is. */
export function byEventType(event: MediaMeshEvent): TypedEvent;

/** The topic of the event's domain, content.events. */
export function eventTopic(event: BaseEvent): string;

/** The payload field that the contract names as the record's key; null if there is none. */
export function eventKey(event: BaseEvent): string | null;

/** A record for Kafka, as kafkajs and NestJS take it. */
export interface KafkaMessage {
  key: string | null;
  headers: Record<string, string>;
  value: Buffer;
}

/**
 * Whether a record is a tombstone, by its value or by the record as kafkajs and NestJS give it:
 * the value is null. It deletes its key from a compacted topic, and is not an event. It never throws.
 */
export function isTombstone<R extends Uint8Array | string | { value: unknown } | null | undefined>(record: R): record is R & (null | { value: null });

/** The event as a record: serialized, with its key and headers. It throws what serializeEvent throws. */
export function toKafkaMessage(event: BaseEvent): KafkaMessage;

/** One value that breaks one rule. It never holds the value, which may be personal. */
export interface Violation {
  /** The JSON Pointer of the value, or of the field that is missing: /payload/title. Empty for the document. */
  readonly pointer: string;
  /** A keyword of JSON Schema, such as required or maxLength; or syntax, utf8, duplicateKey, depth, size. */
  readonly rule: string;
  /** What the rule asks for, "200", if it names something. */
  readonly limit?: string;
  /** What to change. It reads on from the pointer: "must not be empty". */
  readonly message: string;
}

/** An event, or a document, breaks its contract. */
export declare class InvalidEventError extends Error {
  constructor(eventType: string, eventId: string, violations: readonly Violation[], omitted?: number);
  /** Empty if the document does not say. */
  readonly eventType: string;
  readonly eventId: string;
  /** All that is wrong, at most 256. */
  readonly violations: readonly Violation[];
  /** How many more there are. */
  readonly omitted: number;
}

/** The contract has no event of that name. */
export declare class UnknownEventTypeError extends Error {
  constructor(eventType: string, eventId: string);
  readonly eventType: string;
  readonly eventId: string;
}

/** The event is of a major version that this package does not know, or no migration leads to the wanted one. */
export declare class UnsupportedVersionError extends Error {
  constructor(eventType: string, eventId: string, version: string, supported: string, missing?: string);
  readonly eventType: string;
  readonly eventId: string;
  readonly version: string;
  /** What is known, "1.0.0, 2.1.0". */
  readonly supported: string;
  /** The step that has no migration, "2.0.0 to 3.0.0"; empty if the version itself is unknown. */
  readonly missing: string;
}

/** A text is no MAJOR.MINOR.PATCH. */
export declare class VersionError extends Error {
  constructor(text: string);
  readonly text: string;
}

/** A migration failed; cause says why. */
export declare class MigrationError extends Error {
  constructor(eventType: string, eventId: string, from: string, to: string, cause: unknown);
  readonly eventType: string;
  readonly eventId: string;
  readonly from: string;
  readonly to: string;
}

/** A JSON Schema, draft-07, in one piece. */
export interface EventSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly [keyword: string]: unknown;
}
