/** A train thread's entry under Node, where the end of a thread is an event: it holds no line. */
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/umd/node-adapter.js';
import { trainService } from './train-service.ts';

if (parentPort)
  expose(
    trainService(async () => undefined),
    nodeEndpoint(parentPort),
  );
