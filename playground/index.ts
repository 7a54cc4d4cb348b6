import { parseArgs } from 'node:util';
import { playDemo } from './demo.ts';

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });

if (values.demo) {
  process.exitCode = await playDemo(process.env);
} else {
  process.stdout.write('npm run playground -- --demo plays a conversation in the terminal.\n');
}
