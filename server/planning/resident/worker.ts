// The thread that keeps plans: its own connections, its own memory, and a keeper that works one company's questions
// after the other. Everything it is told and tells is a plain value (protocol.ts).
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, openPool } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import { type Tell, tellAlerts } from './alerts.ts';
import { type Hear, createKeeper } from './keeper.ts';
import { END, type FromWorker, failureOf, zToWorker, zWorkerSettings } from './protocol.ts';

const CONNECTIONS = 3;

const port = parentPort;
if (port === null) throw new Error('this file is the body of a worker thread');
const say = (message: FromWorker): void => port.postMessage(message);

const settings = zWorkerSettings.parse(workerData);
const database = openDatabase(
  openPool({
    connectionString: settings.connectionString,
    max: CONNECTIONS,
    applicationName: 'tongyuan-plan',
    prepare: settings.prepare,
  }),
);
const tell: Tell = (companyId, topics) => say({ kind: 'told', companyId, topics: [...topics] });
const alerts = tellAlerts(database, newId(), tell);
/** Whoever asks about the plan need not suffer when an alert cannot be written. */
const hear: Hear = (...step) =>
  alerts.hear(...step).catch((error: unknown) => say({ kind: 'trouble', text: failureOf(error).text }));
const keeper = createKeeper(database, settings.tells ? { hear, tell } : {});

const end = (): void =>
  void alerts
    .end()
    .catch((error: unknown) => say({ kind: 'trouble', text: failureOf(error).text }))
    .finally(() => process.exit());

port.on('message', (raw: unknown) => {
  const message = zToWorker.parse(raw);
  if (message === END) return end();
  const { id, place, question } = message;
  keeper.ask(place, { name: question.name, told: question.told }).then(
    (reply) => say({ kind: 'answer', id, reply }),
    (error: unknown) => say({ kind: 'failure', id, ...failureOf(error) }),
  );
});
