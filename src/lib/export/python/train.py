#!/usr/bin/env python3
"""Trains and scores the study in study.json with PyTorch, as CRPS Lab does in the browser.

    python3 train.py                  every variant, every replicate
    python3 train.py --replicates 2   only the first two of each variant
    python3 train.py --list           what would be trained, without PyTorch

train.csv, validation.csv and test.csv beside this file hold the encoded inputs of each row and its
target, less the study's shift, in the target's own unit. Scores go to scores.csv.

The network, its initial distribution, the losses, Adam and the score are the same as the lab's; the
random numbers are PyTorch's own, so that replicates differ from the lab's by luck alone.
Needs Python 3.9 and PyTorch 1.13, or later; nothing else.
"""

import argparse
import csv
import json
import math
import os
import statistics
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


# --- The score: exact, in plain Python --------------------------------------------------------------


def erfcx(x):
    """exp(x^2) erfc(x) for x >= 5, by the continued fraction of erfc (Abramowitz & Stegun 7.1.14)."""
    fraction = x
    for k in range(60, 0, -1):
        fraction = x + 0.5 * k / fraction
    return 1 / (math.sqrt(math.pi) * fraction)


def times_erfc(log_factor, x):
    """exp(log_factor) erfc(x) without overflow where erfc is tiny and the factor huge."""
    if x < 5:
        return math.exp(log_factor) * math.erfc(x)
    return math.exp(log_factor - x * x) * erfcx(x)


def crps_lognormal_mixture(y, weights, mus, sigmas):
    """CRPS of a mixture of log-normals, mus and sigmas those of ln X; in the unit of y.

    sum_i w_i [y erf(z_i/sqrt2) - m_i (erf((z_i - s_i)/sqrt2) + sum_j w_j erf(a_ij))] with
    m_i = exp(mu_i + s_i^2/2), z_i = (ln y - mu_i)/s_i, a_ij = (mu_i - mu_j + s_i^2)/sqrt(2(s_i^2 + s_j^2)),
    its bracket written with erfc, so that huge means cancel before they are multiplied.
    """
    total = sum(weights)
    weights = [w / total for w in weights]
    score = 0.0
    for w, mu, sigma in zip(weights, mus, sigmas):
        log_mean = mu + 0.5 * sigma * sigma
        # With the weights' sum 1: erf(b) + sum_j w_j erf(a_j) = erfc(-b) - sum_j w_j erfc(a_j).
        apart = sum(
            v * times_erfc(log_mean, (mu - nu + sigma * sigma) / math.sqrt(2 * (sigma * sigma + tau * tau)))
            for v, nu, tau in zip(weights, mus, sigmas)
        )
        if y > 0:
            z = (math.log(y) - mu) / sigma
            near = y * math.erf(z / math.sqrt(2)) - times_erfc(log_mean, (sigma - z) / math.sqrt(2))
        else:
            near = -y
        score += w * (near + apart)
    return score


def crps_normal_mixture(y, weights, mus, sigmas):
    """CRPS of a mixture of normals (Grimit et al. 2006), in the unit of y."""

    def distance(d, s):
        t = d / s
        density = math.exp(-0.5 * t * t) / math.sqrt(2 * math.pi)
        return d * math.erf(t / math.sqrt(2)) + 2 * s * density

    total = sum(weights)
    parts = [(w / total, mu, sigma) for w, mu, sigma in zip(weights, mus, sigmas)]
    near = sum(w * distance(y - mu, sigma) for w, mu, sigma in parts)
    apart = sum(
        w * v * distance(mu - nu, math.hypot(sigma, tau)) for w, mu, sigma in parts for v, nu, tau in parts
    )
    return near - 0.5 * apart


SCORES = {"lognormal": crps_lognormal_mixture, "normal": crps_normal_mixture}


# --- Study and data ---------------------------------------------------------------------------------


def read_study():
    with open(os.path.join(HERE, "study.json"), encoding="utf-8") as file:
        return json.load(file)


def experiments(study):
    """Name and full settings of each variant: the base, with what the variant changes."""
    for variant in study["variants"]:
        settings = {**study["base"], **variant}
        yield settings.pop("name"), settings


def read_part(torch, name):
    """Inputs [rows, width] as float32 and targets [rows] as float64."""
    with open(os.path.join(HERE, name + ".csv"), encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        rows = [[float(cell) for cell in line] for line in lines]
    table = torch.tensor(rows, dtype=torch.float64)
    return table[:, 1:].float(), table[:, 0].contiguous()


class Scale:
    """How the target is brought to order one: z = (ln y - mean)/sd, or (y - mean)/sd for normals."""

    def __init__(self, torch, family, targets):
        self.family = family
        # What normals are less: far from zero, what follows keeps its digits.
        self.origin = 0.0 if family == "lognormal" else statistics.median_low(targets.tolist())
        values = self.values(targets)
        # Powers of two, by which nothing is rounded: the squares of very large or small numbers stay in range.
        size = 2.0 ** math.frexp(values.abs().max().item())[1]
        self.mean = size * (values / size).mean().item()
        self.sd = size * (values / size).std(unbiased=False).item()
        # The score of the best single number: what the CRPS is computed in.
        lowest = statistics.median_low(targets.tolist())
        distances = targets - lowest
        size = 2.0 ** math.frexp(distances.abs().max().item())[1]
        middle = statistics.median(distances.tolist())
        self.unit = size * ((distances - middle) / size).abs().mean().item()
        # A mixture in units: normals of (y - origin - mean)/unit, log-normals of y/unit.
        self.level = self.mean - math.log(self.unit) if family == "lognormal" else 0.0
        self.spread = self.sd if family == "lognormal" else self.sd / self.unit
        self.ordered = sorted(((values - self.mean) / self.sd).tolist())
        # As far as the head may reach, in z.
        self.floor = 0.01
        self.most_mu = min(10, 20 / self.sd) if family == "lognormal" else 10
        self.most_sigma = min(5, math.sqrt(40) / self.sd) if family == "lognormal" else 5

    def values(self, targets):
        return targets.log() if self.family == "lognormal" else targets - self.origin

    def standardise(self, targets):
        return (self.values(targets) - self.mean) / self.sd

    def in_units(self, targets):
        return (targets if self.family == "lognormal" else targets - self.origin - self.mean) / self.unit

    def quantiles(self, count):
        """Quantiles (k + 1/2)/count of the training targets: where the initial means lie."""
        last = len(self.ordered) - 1
        places = [min(max((k + 0.5) / count * (last + 1) - 0.5, 0), last) for k in range(count)]
        return [
            self.ordered[int(p)] + (p - int(p)) * (self.ordered[min(int(p) + 1, last)] - self.ordered[int(p)])
            for p in places
        ]


# --- Network and losses -----------------------------------------------------------------------------


def make_network(torch, settings, width, scale):
    """One net with 3K outputs, or three with K each: logits, mus and raw sigmas."""
    nn = torch.nn
    activation = {"relu": nn.ReLU, "tanh": nn.Tanh, "elu": nn.ELU}[settings["activation"]]
    count = settings["components"]

    def fill(layer, limit, biases):
        nn.init.uniform_(layer.weight, -limit, limit)
        with torch.no_grad():
            layer.bias.copy_(torch.tensor(biases))

    def net(biases):
        layers, inputs = [], width
        for units in settings["hidden"]:
            hidden = nn.Linear(inputs, units)
            fans = inputs + (units if settings["activation"] == "tanh" else 0)
            fill(hidden, math.sqrt(6 / fans), [0.0] * units)
            layers += [hidden, activation()]
            if settings["dropout"] > 0:
                layers.append(nn.Dropout(settings["dropout"]))
            inputs = units
        head = nn.Linear(inputs, len(biases))
        fill(head, 0.1 * math.sqrt(6 / (inputs + len(biases))), biases)
        return nn.Sequential(*layers, head)

    raw_width = math.log(math.expm1(1 / math.sqrt(count) - scale.floor))
    heads = [[0.0] * count, scale.quantiles(count), [raw_width] * count]
    shared = settings["streams"] == "shared"
    return nn.ModuleList([net(sum(heads, []))] if shared else [net(biases) for biases in heads])


def mixtures(torch, network, inputs, scale):
    """Log weights, mus and sigmas [rows, K] on the standardised scale, within the head's bounds."""
    raw = torch.cat([net(inputs) for net in network], dim=1)
    logits, mus, widths = raw.chunk(3, dim=1)
    sigmas = (scale.floor + torch.nn.functional.softplus(widths)).clamp(max=scale.most_sigma)
    return torch.log_softmax(logits, dim=1), mus.clamp(-scale.most_mu, scale.most_mu), sigmas


def nll_rows(torch, mixture, targets, scale):
    log_weights, mus, sigmas = mixture
    z = scale.standardise(targets).to(mus.dtype)[:, None]
    density = -0.5 * ((z - mus) / sigmas) ** 2 - sigmas.log() - 0.5 * math.log(2 * math.pi)
    return -torch.logsumexp(log_weights + density, dim=1)


def crps_rows(torch, mixture, targets, scale):
    """The CRPS of each row in units of scale.unit, differentiable; the same closed forms as above."""
    log_weights, mus, sigmas = mixture
    weights, mus, sigmas = log_weights.exp(), scale.level + scale.spread * mus, scale.spread * sigmas
    y = scale.in_units(targets).to(mus.dtype)[:, None]
    across, down = slice(None), None
    gaps = mus[:, across, down] - mus[:, down, across]
    spreads = sigmas[:, across, down] ** 2 + sigmas[:, down, across] ** 2
    pairs = weights[:, across, down] * weights[:, down, across]
    half = math.sqrt(0.5)
    if scale.family == "lognormal":
        means = (mus + 0.5 * sigmas**2).exp()
        z = (y.log() - mus) / sigmas
        near = y * torch.erf(half * z) - means * torch.erf(half * (z - sigmas))
        # Each pair appears twice, once for either mean: E|X_i - X_j| = m_i erf(a_ij) + m_j erf(a_ji).
        apart = means[:, across, down] * torch.erf((gaps + sigmas[:, across, down] ** 2) / (2 * spreads).sqrt())
        return (weights * near).sum(1) - (pairs * apart).sum((1, 2))

    def distance(d, s):
        t = d / s
        return d * torch.erf(half * t) + s * (2 / math.sqrt(2 * math.pi)) * torch.exp(-0.5 * t**2)

    near = distance(y - mus, sigmas)
    return (weights * near).sum(1) - 0.5 * (pairs * distance(gaps, spreads.sqrt())).sum((1, 2))


# --- Training and scoring ---------------------------------------------------------------------------


def seeded(torch, study, replicate, purpose):
    """The same for every variant: replicate k of two variants sees the same shuffles, so scores pair."""
    seed = (study["seed"] * 1_000_003 + replicate * 8 + purpose) % 2**63
    return torch.Generator().manual_seed(seed)


def train(torch, study, settings, replicate, parts):
    """One replicate. Returns the network with the weights that are kept, and the scale."""
    (inputs, targets), (validation, outcomes) = parts["train"], parts["validation"]
    scale = Scale(torch, settings["family"], targets)
    torch.manual_seed(seeded(torch, study, replicate, 0).initial_seed())
    network = make_network(torch, settings, inputs.shape[1], scale)
    biases = [p for name, p in network.named_parameters() if name.endswith("bias")]
    weights = [p for name, p in network.named_parameters() if name.endswith("weight")]
    adam = torch.optim.AdamW(
        [{"params": weights, "weight_decay": settings["weightDecay"]}, {"params": biases, "weight_decay": 0.0}],
        lr=settings["learningRate"],
        betas=(0.9, 0.999),
        eps=1e-7,
    )
    shuffles = seeded(torch, study, replicate, 1)
    best, waited, kept = math.inf, 0, None
    for _ in range(settings["epochs"]):
        network.train()
        order = torch.randperm(len(targets), generator=shuffles)
        for rows in order.split(settings["batchSize"]):
            mixture = mixtures(torch, network, inputs[rows], scale)
            if settings["loss"] == "nll":
                loss = nll_rows(torch, mixture, targets[rows], scale).mean()
            else:
                loss = crps_rows(torch, mixture, targets[rows], scale).mean()
            adam.zero_grad()
            loss.backward()
            if settings["clipNorm"] is not None:
                torch.nn.utils.clip_grad_norm_(network.parameters(), settings["clipNorm"])
            adam.step()
        if settings["patience"] is None:
            continue
        network.eval()
        with torch.no_grad():
            mixture = [part.double() for part in mixtures(torch, network, validation, scale)]
            score = crps_rows(torch, mixture, outcomes, scale).mean().item()
        if score < best:
            best, waited = score, 0
            kept = {name: value.clone() for name, value in network.state_dict().items()}
        else:
            waited += 1
        if waited >= settings["patience"]:
            break
    if kept is not None:
        network.load_state_dict(kept)
    network.eval()
    return network, scale


def mean_score(torch, network, scale, part):
    """Mean CRPS over the rows of a part, in the target's unit, by the exact formula."""
    inputs, targets = part
    with torch.no_grad():
        log_weights, mus, sigmas = mixtures(torch, network, inputs, scale)
    rows = zip(
        scale.in_units(targets).tolist(),
        log_weights.double().exp().tolist(),
        (scale.level + scale.spread * mus.double()).tolist(),
        (scale.spread * sigmas.double()).tolist(),
    )
    score = SCORES[scale.family]
    return scale.unit * statistics.fmean(score(y, weights, mus, sigmas) for y, weights, mus, sigmas in rows)


def shown(text):
    """Text that a terminal shows and does not obey: escapes and ends of lines as Python writes them."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def guarded(text):
    """Text that a spreadsheet takes for no formula."""
    return "'" + text if text[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20") else text


def summary(scores):
    if len(scores) < 2:
        return "".join(f"{score:.4f}" for score in scores) or "no replicate finished"
    error = statistics.stdev(scores) / math.sqrt(len(scores))
    return f"{statistics.fmean(scores):.4f}, standard error {error:.4f}, n = {len(scores)}"


def main():
    parser = argparse.ArgumentParser(description="Trains and scores the study in study.json.")
    parser.add_argument("--replicates", type=int, help="how many of each variant; default: the study's")
    parser.add_argument("--list", action="store_true", help="say what would be trained, as JSON, and end")
    options = parser.parse_args()
    # A console of few letters shows the others as escapes, and does not end the training.
    sys.stdout.reconfigure(errors="backslashreplace")
    study = read_study()
    if options.list:
        print(json.dumps([{"name": name, **settings} for name, settings in experiments(study)]))
        return

    import torch

    unit = study["data"]["target"]["unit"]
    replicates = options.replicates or study["replicates"]
    parts = {name: read_part(torch, name) for name in ("train", "validation", "test")}
    print(f"{shown(study['title'])}: test CRPS{' in ' + shown(unit) if unit else ''}, lower is better")
    if study["data"]["split"]["perReplicate"]:
        print("The study splits the rows anew for each replicate; these files hold the first replicate's split.")
    scores = {}
    with open(os.path.join(HERE, "scores.csv"), "w", encoding="utf-8", errors="replace", newline="") as file:
        out = csv.writer(file)
        out.writerow(["variant", "replicate", "validation_crps", "test_crps"])
        for name, settings in experiments(study):
            scores[name] = []
            for replicate in range(replicates):
                network, scale = train(torch, study, settings, replicate, parts)
                validation, test = (mean_score(torch, network, scale, parts[p]) for p in ("validation", "test"))
                if not math.isfinite(test):
                    print(f"{shown(name)}: replicate {replicate + 1} diverged; try a smaller learning rate.")
                    continue
                scores[name].append(test)
                out.writerow([guarded(name), replicate + 1, validation, test])
                file.flush()
            print(f"{shown(name)}: {summary(scores[name])}", flush=True)
    first, *others = scores
    for other in others:
        if len(scores[other]) == len(scores[first]):
            print(f"{shown(other)} - {shown(first)}: {summary([b - a for a, b in zip(scores[first], scores[other])])}, paired")


if __name__ == "__main__":
    main()
