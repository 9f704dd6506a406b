"use strict";

/**
 * @param {import("../index").BaseEvent} event
 * @param {string} eventType
 */
function isEvent(event, eventType) {
  return event.metadata.eventType === eventType;
}

/**
 * @param {import("../index").BaseEvent} event
 * @returns {any}
 */
function byEventType(event) {
  const { metadata, payload } = event;
  return { eventType: metadata.eventType, metadata, payload };
}

module.exports = { byEventType, isEvent };
