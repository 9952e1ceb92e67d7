// Simulates the tasks it is given by their place in the plan, one at a time.
import { parentPort, workerData } from 'node:worker_threads';

const { plan } = await import(new URL('simulation/plan.test-support.js', workerData.dist).href);
const tasks = plan(workerData.scale);

parentPort.on('message', index => parentPort.postMessage({ index, rows: tasks[index]() }));
