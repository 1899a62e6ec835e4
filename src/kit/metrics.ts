import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The product's measurements, in Prometheus' words. One registry a house, so that tests do not share counts. */
export interface Metrics {
  registry: Registry;
  checks: Counter<'outcome'>;
  jobs: Counter<'job' | 'outcome'>;
  jobSeconds: Histogram<'job'>;
  requests: Counter<'route' | 'status'>;
  due: Gauge;
}

/** Makes the registry with the process' own figures and ours. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    checks: new Counter({
      name: 'lookout_checks_total',
      help: 'Readings of sources',
      labelNames: ['outcome'],
      registers,
    }),
    jobs: new Counter({
      name: 'lookout_jobs_total',
      help: 'Jobs settled',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'lookout_job_seconds',
      help: 'How long jobs take',
      labelNames: ['job'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
      registers,
    }),
    requests: new Counter({
      name: 'lookout_http_requests_total',
      help: 'HTTP requests answered',
      labelNames: ['route', 'status'],
      registers,
    }),
    due: new Gauge({ name: 'lookout_sources_claimed', help: 'Sources claimed by the last tick', registers }),
  };
}
