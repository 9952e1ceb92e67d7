/** A step of a plan, as EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) has it. Times are of one loop, in milliseconds. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly Strategy?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'CTE Name'?: string;
  /** "CTE x" where the step makes the rows that CTE scans of x read. */
  readonly 'Subplan Name'?: string;
  readonly 'Actual Total Time': number;
  readonly 'Actual Loops': number;
  readonly 'Actual Rows': number;
  readonly 'Workers Launched'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly 'Temp Written Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}
