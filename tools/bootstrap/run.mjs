// Runs any other program of the project on its own Node: `node tools/bootstrap/run.mjs <program.ts> [arguments]`.
import { handOver, prepare } from './prepare.mjs';

const [program, ...args] = process.argv.slice(2);
if (program === undefined) throw new Error('name the program to run');
handOver(prepare(), program, args);
