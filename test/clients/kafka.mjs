// What the scripts share: a kafkajs client, and how a record is printed.
import { Kafka, logLevel } from "kafkajs";

export function connect(brokers) {
  return new Kafka({ clientId: "test-clients", brokers, logLevel: logLevel.ERROR });
}

// print prints a record that was read. Its texts are taken for UTF-8.
export function print(topic, partition, { offset, key, headers, value }) {
  console.log(JSON.stringify({
    topic,
    partition,
    offset: Number(offset),
    key: key?.toString() ?? null,
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, text.toString()])),
    value: value.toString(),
  }));
}
