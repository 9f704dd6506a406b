// Reads so many records as a member of a group, prints each as a line of JSON,
// commits it, and leaves. Usage:
// node consume.mjs '{"brokers":[…],"group":"…","topics":[…],"count":N}'
import { connect, print } from "./kafka.mjs";

const { brokers, group, topics, count } = JSON.parse(process.argv[2]);
const consumer = connect(brokers).consumer({ groupId: group, maxWaitTimeInMs: 50 });
await consumer.connect();
await consumer.subscribe({ topics, fromBeginning: true });

let left = count;
await new Promise((done, fail) => {
  consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || fail(payload.error));
  const eachMessage = async ({ topic, partition, message }) => {
    if (left === 0) return; // left to the next run, and so not committed
    left--;
    print(topic, partition, message);
    await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
    if (left === 0) done();
  };
  consumer.run({ autoCommit: false, eachMessage }).catch(fail);
});
await consumer.disconnect();
