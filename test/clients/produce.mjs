// Sends what it reads, in one batch, and waits for the acknowledgement. Usage:
// node produce.mjs '{"brokers":[…],"gzip":true,"partitioner":"DefaultPartitioner"}' < topics.json
// topics.json is a list of {"topic", "messages": [{"key", "value", "headers"}]}.
import { readFileSync } from "node:fs";
import { CompressionTypes, Partitioners } from "kafkajs";
import { connect } from "./kafka.mjs";

const { brokers, gzip, partitioner } = JSON.parse(process.argv[2]);
const producer = connect(brokers).producer({ createPartitioner: Partitioners[partitioner] });
await producer.connect();
await producer.sendBatch({
  topicMessages: JSON.parse(readFileSync(0, "utf8")),
  compression: gzip ? CompressionTypes.GZIP : CompressionTypes.None,
});
await producer.disconnect();
