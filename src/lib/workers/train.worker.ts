/** A train worker's entry in a browser. */
import { expose } from 'comlink';
import { holdLifeline } from './lifeline.ts';
import { trainService } from './train-service.ts';

expose(trainService(holdLifeline));
