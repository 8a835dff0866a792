"""Network simplex for the transport problem, compiled: the part that must be fast.

Primal network simplex (Dantzig 1951; Cunningham's strongly feasible trees against cycling, 1976;
data structures after Ahuja, Magnanti & Orlin, *Network Flows*, 1993, chapter 11). Nodes are the
sources, the sinks and one root. The root is "outside": it supplies any sink without limit at the
sink's own price and takes what a source keeps for nothing, so the first tree (everything from
outside, everything kept) is feasible and every answer is.

Costs are whole numbers: reduced costs are then exact, and several criteria in order of rank fit
into one number (see ``analysis.matching.transport``). Our own, because the benchmark
(``tests/benchmarks/bench_matching.py``) shows the libraries slower on this shape of problem.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

#: Cost of a pair that cannot trade; far above any sum of costs, far below the overflow.
CLOSED = 2**62

#: Sinks looked at between two pivots; measured best from 50 to 514 regencies.
_BLOCK = 2


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Machine code, kept beside the source where that can be written."""
    try:
        return numba.njit(cache=True)(function)
    except RuntimeError:  # neither the package nor the home folder is writable
        return numba.njit(function)  # type: ignore[no-any-return]


def _solve_tree(cost: Any, outside: Any, supply: Any, demand: Any) -> Any:
    """Optimal tree of a transport problem with an unlimited outside.

    Parameters
    ----------
    cost : int64 array (n_sinks, n_sources)
        Cost of a tonne, ``CLOSED`` where there is no arc; row by sink.
    outside : int64 array (n_sinks,)
        Cost of a tonne from outside.
    supply, demand : float64 arrays (n_sources,), (n_sinks,)
        Tonnes; demand above 0 (a tree with empty arcs away from the root could cycle).

    Returns
    -------
    parent : int64 array (n_sources + n_sinks + 1,)
        Of sources, then sinks, then the root (-1).
    flow : float64 array
        Tonnes between a node and its parent. Up from a source, down to a sink.
    """
    n_sinks, n_sources = cost.shape
    root = n_sources + n_sinks
    parent = np.full(root + 1, root)
    parent[root] = -1
    is_up = np.zeros(root + 1, np.bool_)  # the tonnes go from the node to its parent
    flow = np.zeros(root + 1)
    depth = np.ones(root + 1, np.int32)
    depth[root] = 0
    price = np.zeros(root + 1, np.int64)
    # Children of a node as a doubly linked list; half as wide as usual, since rows of costs pass
    # through the same fast memory between two pivots.
    child = np.full(root + 1, -1, np.int32)
    after = np.full(root + 1, -1, np.int32)
    before = np.full(root + 1, -1, np.int32)
    for i in range(n_sources):
        is_up[i] = True
        flow[i] = supply[i]
    for j in range(n_sinks):
        flow[n_sources + j] = demand[j]
        price[n_sources + j] = outside[j]
    for x in range(root):
        before[x] = x - 1
        if x + 1 < root:
            after[x] = x + 1
    if root > 0:
        child[root] = 0
    stack = np.empty(root + 1, np.int32)
    next_sink = 0
    while True:
        # Entering arc tail -> head: the most negative reduced cost within a block of sinks.
        best = 0
        tail = -1
        head = -1
        in_block = 0
        for _ in range(n_sinks):
            j = next_sink
            price_j = price[n_sources + j]
            if outside[j] - price_j < best:
                best = outside[j] - price_j
                tail = root
                head = n_sources + j
            # The least first, then whose it is: a loop that keeps one number and no place takes
            # several sources in one instruction, and most rows have none that is cheaper.
            row = cost[j]
            least = CLOSED
            for i in range(n_sources):
                least = min(least, row[i] + price[i])
            if least - price_j < best:
                best = least - price_j
                tail = 0
                while row[tail] + price[tail] != least:
                    tail += 1
                head = n_sources + j
            next_sink = 0 if j + 1 == n_sinks else j + 1
            in_block += 1
            if in_block == _BLOCK:
                if tail >= 0:
                    break
                in_block = 0
        if tail < 0:
            for i in range(n_sources):
                if price[i] < best:
                    best = price[i]
                    tail = i
                    head = root
        if tail < 0:
            return parent, flow

        # Leaving arc: the last of the smallest decreasing ones, walking the cycle with the flow
        # from the join. This keeps the tree strongly feasible, so it cannot cycle.
        tonnes = np.inf
        leaving = -1
        from_tail = True
        a = tail
        b = head
        while a != b:
            if depth[a] >= depth[b]:
                if is_up[a] and flow[a] < tonnes:
                    tonnes = flow[a]
                    leaving = a
                a = parent[a]
            else:
                b = parent[b]
        join = a
        b = head
        while b != join:
            if not is_up[b] and flow[b] <= tonnes:
                tonnes = flow[b]
                leaving = b
                from_tail = False
            b = parent[b]
        if tonnes > 0:
            a = tail
            while a != join:
                flow[a] += -tonnes if is_up[a] else tonnes
                a = parent[a]
            b = head
            while b != join:
                flow[b] += tonnes if is_up[b] else -tonnes
                b = parent[b]

        # Hang the cut-off part under the other end of the entering arc.
        if from_tail:
            x, new_parent, new_up, change = tail, head, True, -best
        else:
            x, new_parent, new_up, change = head, tail, False, best
        new_flow = tonnes
        top = 0
        stack[0] = x
        while True:
            old_parent, old_up, old_flow = parent[x], is_up[x], flow[x]
            if before[x] >= 0:
                after[before[x]] = after[x]
            else:
                child[old_parent] = after[x]
            if after[x] >= 0:
                before[after[x]] = before[x]
            parent[x], is_up[x], flow[x] = new_parent, new_up, new_flow
            before[x] = -1
            after[x] = child[new_parent]
            if child[new_parent] >= 0:
                before[child[new_parent]] = x
            child[new_parent] = x
            if x == leaving:
                break
            new_parent, new_up, new_flow = x, not old_up, old_flow
            x = old_parent
        while top >= 0:
            x = stack[top]
            top -= 1
            depth[x] = depth[parent[x]] + 1
            price[x] += change
            c = child[x]
            while c >= 0:
                top += 1
                stack[top] = c
                c = after[c]


def _tree_prices(parent: Any, cost: Any, outside: Any) -> Any:
    """Value of one more tonne at every node: the dual prices of a tree, at any costs.

    Along a tree arc ``price[sink] = price[source] + cost``; the root's price is 0.

    Parameters
    ----------
    parent : int64 array (n_sources + n_sinks + 1,)
    cost : float64 array (n_sinks, n_sources)
    outside : float64 array (n_sinks,)
    """
    n_sources = cost.shape[1]
    root = len(parent) - 1
    price = np.zeros(root + 1)
    known = np.zeros(root + 1, np.bool_)
    known[root] = True
    climbed = np.empty(root + 1, np.int64)
    for start in range(root):
        top = 0
        x = start
        while not known[x]:
            climbed[top] = x
            top += 1
            x = parent[x]
        while top > 0:
            top -= 1
            x = climbed[top]
            above = parent[x]
            if x < n_sources:
                if above != root:
                    price[x] = price[above] - cost[above - n_sources, x]
            elif above == root:
                price[x] = outside[x - n_sources]
            else:
                price[x] = price[above] + cost[x - n_sources, above]
            known[x] = True
    return price


solve_tree = compiled(_solve_tree)
tree_prices = compiled(_tree_prices)
