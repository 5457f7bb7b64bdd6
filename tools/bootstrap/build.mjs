// `npm run build`: builds the web anew.
import { buildWeb, prepare } from './prepare.mjs';

buildWeb(prepare(), { always: true });
