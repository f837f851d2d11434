/**
 * Races lanes against each other on one thread, in turns: what is measured in turns swings together.
 * Each lane is warmed up, then has a turn in every round, another one first each time. Networks and
 * backends are kept from race to race, tensors are not.
 */
import { held } from '#lib/engines/tfjs/held.ts';
import type { Contest, LaneName, RaceFinding, RaceSizes } from './contest.ts';
import type { Lane } from './lane.ts';
import { openLane } from './open-lane.ts';
import { RaceBackends } from './race-backends.ts';
import type { RaceControl } from './race-control.ts';
import { Racer } from './racer.ts';
import { type TrainedNetwork, trainNetwork } from './trained-network.ts';

export class RaceService {
  readonly #networks = new Map<string, TrainedNetwork>();
  readonly #backends = new RaceBackends();

  async race(contest: Contest, control: RaceControl): Promise<RaceFinding> {
    const { lanes, components, sizes, effort } = contest;
    const network = await this.#network(sizes, components, control);
    const experiments = lanes.includes('experiments');
    const total = experiments ? sizes.replicates : network.data.test.count;
    const before = held();
    const racers: Racer[] = [];
    try {
      for (const [place, name] of lanes.entries()) {
        const lane = await this.#open(name, place, network, contest, control);
        racers.push(new Racer(name, place, total, lane));
      }
      for (const [place, racer] of racers.entries()) {
        control.tell({ kind: 'warming', lane: place });
        await racer.turn(0, effort, control);
      }
      for (let round = 1; round <= effort.rounds; round++) {
        for (let step = 0; step < racers.length; step++) {
          await racers[(round - 1 + step) % racers.length].turn(round, effort, control);
        }
      }
    } finally {
      for (const racer of racers) racer.dispose();
      await this.#backends.clear();
    }
    return {
      lanes: racers.map((racer) => racer.finding(network)),
      total,
      held: { before, after: held() },
    };
  }

  /** The lane, or why it cannot race here. */
  async #open(
    name: LaneName,
    place: number,
    network: TrainedNetwork,
    { sizes }: Contest,
    control: RaceControl,
  ): Promise<Lane | string> {
    try {
      return await openLane(name, network, {
        backend: (backend) => this.#backends.start(backend),
        replicates: sizes.replicates,
        control: { ...control, onEpoch: () => undefined },
      });
    } catch (error) {
      control.signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      control.tell({ kind: 'absent', lane: place, reason });
      return reason;
    }
  }

  async #network(
    sizes: RaceSizes,
    components: number,
    control: RaceControl,
  ): Promise<TrainedNetwork> {
    const key = `${components} ${sizes.rows} ${sizes.epochs}`;
    const known = this.#networks.get(key);
    if (known) return known;
    control.tell({ kind: 'training', components });
    const network = await trainNetwork(sizes, components, {
      ...control,
      onEpoch: () => undefined,
    });
    this.#networks.set(key, network);
    return network;
  }
}
