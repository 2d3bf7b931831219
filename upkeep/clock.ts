/** Something to be done again and again. */
export interface Job {
  readonly name: string;
  /** Pause between the end of one run and the start of the next, ms; the first run begins after one such pause. */
  readonly everyMs: number;
  /** One run. Stops early, where it can, once `signal` is aborted. A run that rejects is tried again after the pause. */
  run(signal: AbortSignal): Promise<void>;
}

export interface ClockLog {
  info(words: string): void;
  warn(words: string): void;
}

/** How far the words of a failure are told: the same failure again and again is told once. */
function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs jobs by the clock: each at its own pace, never two runs of one job at once, several jobs side by side. */
export class Clock {
  private readonly log: ClockLog;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private readonly failing = new Map<string, string>();
  private readonly stopping = new AbortController();

  constructor(log: ClockLog) {
    this.log = log;
  }

  /** Takes a job in. Names are for the log, one a job. */
  add(job: Job): void {
    if (this.stopping.signal.aborted) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const run = this.once(job).finally(() => {
        this.running.delete(run);
        this.add(job);
      });
      this.running.add(run);
    }, job.everyMs);
    timer.unref();
    this.timers.add(timer);
  }

  /** Begins no further run, aborts the signal of those under way, and resolves when they have ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    await Promise.all(this.running);
  }

  /** One run. A failure is told when it is new, and once more when it is over. */
  private async once(job: Job): Promise<void> {
    try {
      await job.run(this.stopping.signal);
      if (this.failing.delete(job.name)) this.log.info(`${job.name}: done again`);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      const said = words(error);
      if (this.failing.get(job.name) === said) return;
      this.failing.set(job.name, said);
      this.log.warn(`${job.name} failed and is tried again in ${Math.ceil(job.everyMs / 1000)} s: ${said}`);
    }
  }
}
