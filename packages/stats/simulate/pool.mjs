import { Worker } from 'node:worker_threads';

/** The rows of all tasks in the order of the plan, however many threads there are. */
export async function simulateAll({ tasks, threads, workerData }) {
  const rows = Array.from({ length: tasks });
  let next = 0;
  const finish = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData });
      const give = () => {
        if (next < tasks) worker.postMessage(next++);
        else resolve(worker.terminate());
      };
      worker.on('error', reject);
      worker.on('message', done => {
        rows[done.index] = done.rows;
        process.stderr.write(`${done.rows[0].population}\n`);
        give();
      });
      give();
    });
  await Promise.all(Array.from({ length: threads }, finish));
  return rows.flat();
}
