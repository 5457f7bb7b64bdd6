// Sales forecasts, the public face.
import { readGrid, setCells } from './grid.ts';
import { forecastList } from './lists.ts';
import { forecastRefusals } from './refusals.ts';

export { forecastImport } from './import-forecast.ts';

export const forecast = {
  commands: [setCells],
  queries: [readGrid],
  lists: [forecastList],
  refusals: forecastRefusals,
};
