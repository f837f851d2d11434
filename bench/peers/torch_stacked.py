"""
The peer in PyTorch: a stack of replicates as batched matrices (bmm), one thread. It is spoken to in lines of
JSON on standard input and answers in lines of JSON on standard output (torchPeer.ts), so that its rounds can
take turns with ours in one run. It times its own rounds: what the pipe costs is not its fault.
"""

import json
import math
import os
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
# Denormal numbers are slow and count for nothing here; our kernels avoid them too.
torch.set_flush_denormal(True)


def blas():
    """Whose matrix products these are: it decides the speed by a factor of five."""
    if torch.backends.mkl.is_available():
        return "MKL"
    try:
        with open("/proc/self/maps") as maps:
            paths = {line.split()[-1] for line in maps if "blas" in line}
    except OSError:
        return "unknown BLAS"
    names = " ".join(os.path.realpath(path) for path in paths)
    return "OpenBLAS" if "openblas" in names else "reference BLAS"


class Stack:
    def __init__(self, task):
        self.count, self.stack = task["count"], task["stack"]
        self.batch, self.floor = task["batchRows"], task["floor"]
        self.components = task["components"]
        self.inputs = torch.tensor(task["inputs"]).reshape(self.count, -1)
        self.targets = torch.tensor(task["z"])
        flat = torch.tensor(task["initial"]).reshape(self.stack, -1)
        self.weights, self.biases, at = [], [], 0
        sizes = task["units"]
        for below, units in zip(sizes, sizes[1:]):
            weights = flat[:, at : at + below * units].reshape(self.stack, below, units)
            at += below * units
            biases = flat[:, at : at + units].reshape(self.stack, 1, units)
            at += units
            self.weights.append(weights.clone().requires_grad_())
            self.biases.append(biases.clone().requires_grad_())
        # epsilon as ours has it (src/lib/mdn/adam.ts).
        self.adam = torch.optim.Adam(self.weights + self.biases, lr=task["rate"], eps=1e-7)

    def losses(self, inputs, targets):
        """-ln density of each row: [stack, batch, inputs], [stack, batch] to [stack, batch]."""
        active = inputs
        last = len(self.weights) - 1
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases)):
            active = torch.baddbmm(biases, active, weights)
            if layer < last:
                active = F.relu(active)
        logits, mus, raws = active.split(self.components, dim=2)
        sigmas = F.softplus(raws) + self.floor
        t = (targets.unsqueeze(2) - mus) / sigmas
        densities = -0.5 * t * t - sigmas.log() - 0.5 * math.log(2 * math.pi)
        return -torch.logsumexp(F.log_softmax(logits, dim=2) + densities, dim=2)

    def epoch(self, order):
        """One epoch in this order of rows, [stack, count]. Returns each replicate's mean loss."""
        total = torch.zeros(self.stack)
        for begin in range(0, self.count, self.batch):
            rows = order[:, begin : begin + self.batch]
            losses = self.losses(self.inputs[rows], self.targets[rows])
            self.adam.zero_grad(set_to_none=True)
            # Summed over replicates, so that each keeps its own learning rate.
            losses.mean(dim=1).sum().backward()
            self.adam.step()
            total += losses.detach().sum(dim=1)
        return total / self.count

    def shuffled(self):
        return torch.stack([torch.randperm(self.count) for _ in range(self.stack)])


def main():
    stack = None
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "begin":
            stack = Stack(request)
            answer = {"version": torch.__version__, "blas": blas()}
        elif request["do"] == "follow":
            orders = torch.tensor(request["orders"]).reshape(-1, stack.stack, stack.count)
            losses = [stack.epoch(order).tolist() for order in orders]
            answer = {"losses": losses[-1]}
        else:
            begun = time.perf_counter()
            for _ in range(request["epochs"]):
                stack.epoch(stack.shuffled())
            answer = {"ms": 1000 * (time.perf_counter() - begun)}
        print(json.dumps(answer), flush=True)


main()
