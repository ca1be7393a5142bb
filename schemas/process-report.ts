import type {
  PipelineBackfill,
  PipelineClients,
  PipelineLog,
  PipelineProcess,
  PipelineRates,
  PipelineSource,
  PipelineVerification,
} from './pipeline';

/** What a process says of itself every two seconds, in the table `processes`: the picture of the pipeline is made of it. */
export interface ProcessReport extends Required<PipelineProcess> {
  readonly producing?: ProducingReport;
  readonly consuming?: ConsumingReport;
  readonly serving?: PipelineClients;
}

export interface ProducingReport {
  /** Whether it publishes, or stands by for another that does. */
  readonly publishing: boolean;
  readonly sources: readonly PipelineSource[];
  readonly log?: PipelineLog;
  readonly verification: PipelineVerification;
  readonly backfill?: PipelineBackfill;
}

export interface ConsumingReport {
  /** Whose members share the work; absent where one process does it all. */
  readonly group?: string;
  /** The views that it fills. */
  readonly views: readonly string[];
  readonly rates: PipelineRates;
}
