import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');

const composeFile = z.object({
  services: z.record(
    z.string(),
    z.object({
      extends: z.strictObject({ file: z.literal('compose.yaml'), service: z.string() }).optional(),
      environment: z.record(z.string(), z.coerce.string()).default({}),
    }),
  ),
});

/**
 * What docs/operations.md tells each of several processes, in its order, on top of what compose.yaml tells the service
 * that it extends, or is.
 */
export async function severalProcesses(): Promise<Record<string, string>[]> {
  const [page, compose] = await Promise.all(
    ['docs/operations.md', 'compose.yaml'].map((name) => readFile(join(ROOT, name), 'utf8')),
  );
  const block = /^## Several processes\n[^]*?^```yaml\n([^]*?)^```$/m.exec(page ?? '')?.[1];
  const { services } = composeFile.parse(parse(compose ?? ''));
  return Object.entries(composeFile.parse(parse(block ?? '')).services).map(([name, service]) => {
    const base = services[service.extends?.service ?? name];
    if (!base) throw new Error(`compose.yaml has no service for ${name}`);
    return { ...base.environment, ...service.environment };
  });
}
