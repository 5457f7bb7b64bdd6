// Sales forecasts, the public face.
export { forecastImport } from './import-forecast.ts';
