"""How far one arc's tonnes can move while an answer stays best: maximum flows.

Pushing a tonne more through an arc means bringing a tonne back from its head to its tail over what
is left of the network: arcs without reduced cost forwards, and backwards what flows on them. The
largest such amount is a maximum flow, found by shortest augmenting paths (Edmonds & Karp, *Journal
of the ACM* 19, 1972). This answers what a linear programme per arc and direction would, at a
hundredth of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.matching.simplex import compiled
from analysis.matching.transport import FLOW_TOLERANCE_T


@dataclass(frozen=True, eq=False)
class Residual:
    """The best answers around one of them, as a network without sources or sinks.

    Attributes
    ----------
    tail, head : int arrays (n_arcs,)
        Nodes from 0 on. No directed cycle, so that every amount is finite.
    tonnes : float array (n_arcs,)
        Of one best answer; at every node as much leaves as enters, or ends there in all answers.
    is_free : bool array (n_arcs,)
        Arcs that may carry more or less; the others stay as they are.
    """

    tail: NDArray[np.intp]
    head: NDArray[np.intp]
    tonnes: NDArray[np.float64]
    is_free: NDArray[np.bool_]

    def limits(self, arc: int) -> tuple[float, float]:
        """Smallest and largest tonnes of a free arc.

        Two suppliers (0, 1), two receivers (2, 3), all arcs free: what one gives the other takes.

        >>> residual = Residual(np.array([0, 0, 1, 1]), np.array([2, 3, 2, 3]),
        ...                     np.array([40.0, 10.0, 0.0, 30.0]), np.ones(4, dtype=bool))
        >>> residual.limits(0), residual.limits(2)
        ((10.0, 40.0), (0.0, 30.0))
        """
        start, end, now = self.tail[arc], self.head[arc], float(self.tonnes[arc])
        room = self._room_beside(np.array([arc]))
        more = float(most_through(room.copy(), end, start, np.inf, FLOW_TOLERANCE_T))
        less = float(most_through(room, start, end, now, FLOW_TOLERANCE_T))
        return max(now - less, 0.0), now + more

    def moved(self, arcs: NDArray[np.intp], more_t: float) -> NDArray[np.float64]:
        """Tonnes of a best answer in which some arcs together carry so much more.

        Found along the shortest ways round, so that few others change; the same each time.

        Parameters
        ----------
        arcs : int array
            Of one pair: one tail, and as many heads as arcs.
        more_t : float
            Tonnes more, or less where it is below 0; ``inf`` and ``-inf`` for as much as can be.
            Where there is less room, as much as there is.

        Returns
        -------
        float array (n_arcs,)

        The second supplier takes over the first receiver, and the first the second one:

        >>> residual = Residual(np.array([0, 0, 1, 1]), np.array([2, 3, 2, 3]),
        ...                     np.array([40.0, 10.0, 0.0, 30.0]), np.ones(4, dtype=bool))
        >>> residual.moved(np.array([2]), np.inf).tolist()
        [10.0, 40.0, 30.0, 0.0]
        """
        own = arcs[self.is_free[arcs]]
        tonnes = self.tonnes.copy()
        if not len(own):
            return tonnes
        start, ends = self.tail[own[0]], self.head[own]
        room = self._room_beside(own)
        # One more node stands for all heads of the arcs moved.
        end = len(room)
        room = np.pad(room, (0, 1))
        if more_t > 0:
            room[end, ends] = np.inf
            most_through(room, end, start, more_t, FLOW_TOLERANCE_T)
            tonnes[own] += room[ends, end]
        else:
            room[ends, end] = tonnes[own]
            most_through(room, start, end, -more_t, FLOW_TOLERANCE_T)
            tonnes[own] -= room[end, ends]
        # What fits backwards is what now flows; of several arcs between two nodes the first ones
        # take more and the last ones give it back.
        others = np.flatnonzero(self.is_free & ~np.isin(np.arange(len(tonnes)), own))
        for tail, head in {(self.tail[arc], self.head[arc]) for arc in others}:
            beside = others[(self.tail[others] == tail) & (self.head[others] == head)]
            more = room[head, tail] - tonnes[beside].sum()
            if more >= 0:
                tonnes[beside[0]] += more
                continue
            for arc in beside[::-1]:
                less = min(-more, tonnes[arc])
                tonnes[arc] -= less
                more += less
        tonnes[tonnes < FLOW_TOLERANCE_T] = 0.0
        return tonnes

    def _room_beside(self, own: NDArray[np.intp]) -> NDArray[np.float64]:
        """Tonnes that fit from the row's node to the column's over all free arcs but these."""
        others = self.is_free.copy()
        others[own] = False
        room = np.zeros((int(max(self.tail.max(), self.head.max())) + 1,) * 2)
        np.add.at(room, (self.head[others], self.tail[others]), self.tonnes[others])
        room[self.tail[others], self.head[others]] = np.inf
        return room


def _most_through(room: Any, start: Any, end: Any, wanted: Any, least: Any) -> Any:
    """Most that can be brought from one node to another, at most ``wanted``.

    Parameters
    ----------
    room : float64 array (n_nodes, n_nodes)
        Tonnes that fit from the row's node to the column's; used up.
    start, end : int
    wanted, least : float
        Room of less than ``least`` is rounding, and none.
    """
    n = len(room)
    brought = 0.0
    before = np.empty(n, np.int64)
    queue = np.empty(n, np.int64)
    while wanted - brought >= least:
        before[:] = -1
        before[start] = start
        queue[0] = start
        first, last = 0, 1
        while first < last and before[end] < 0:
            here = queue[first]
            first += 1
            for there in range(n):
                if before[there] < 0 and room[here, there] >= least:
                    before[there] = here
                    queue[last] = there
                    last += 1
        if before[end] < 0:
            break
        tonnes = wanted - brought
        there = end
        while there != start:
            tonnes = min(tonnes, room[before[there], there])
            there = before[there]
        there = end
        while there != start:
            room[before[there], there] -= tonnes
            room[there, before[there]] += tonnes
            there = before[there]
        brought += tonnes
    return brought


most_through = compiled(_most_through)
