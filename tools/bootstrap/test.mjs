// `npm test`: makes the clone ready, then runs every check and test.
import { buildWeb, handOver, prepare } from './prepare.mjs';

const node = prepare();
buildWeb(node);
handOver(node, 'tools/test/run.ts', process.argv.slice(2));
