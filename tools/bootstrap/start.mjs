// `npm start`: makes the clone ready, then runs the product.
import { buildWeb, handOver, prepare } from './prepare.mjs';

const node = prepare();
buildWeb(node);
handOver(node, 'server/main/start.ts', process.argv.slice(2));
