// A service of CommonJS modules, as NestJS has them, for older compilers too.
import { ContentEventType, createEventMetadata, deserializeEventFromBuffer, isEvent, serializeEventToBuffer } from "@mediamesh/events";
import type { ContentCreatedEvent, MediaMeshEvent } from "@mediamesh/events";

export function created(contentId: string, userId?: string): Buffer {
  const event: ContentCreatedEvent = {
    metadata: createEventMetadata(ContentEventType.CONTENT_CREATED, "cms-service", { userId }),
    payload: { contentId, contentType: "PROGRAM", title: "Evening News", createdBy: userId ?? "system" },
  };
  return serializeEventToBuffer(event);
}

export function titleOf(value: Buffer): string {
  const event: MediaMeshEvent = deserializeEventFromBuffer(value);
  return isEvent(event, ContentEventType.CONTENT_CREATED) ? event.payload.title : "";
}
