// Reads framed values, base64, one a line, as a service with kafkajs's registry client
// does: by the id before each, the schema from the registry, and Ajv. Writes what it
// decoded, one a line.
import { createInterface } from 'node:readline';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const registry = new SchemaRegistry({ host: process.argv[2] });
for await (const line of createInterface({ input: process.stdin })) {
  const value = await registry.decode(Buffer.from(line, 'base64'));
  process.stdout.write(JSON.stringify(value) + '\n');
}
